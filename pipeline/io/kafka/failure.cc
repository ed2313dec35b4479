#include "pipeline/io/kafka/failure.h"

#include <fmt/format.h>

#include <utility>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;

// How much an error tells about the cause.
int rank_of(rd_kafka_resp_err_t number, const Error& error) {
  if (number == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) return 0;  // but not why
  if (error.fault != Fault::kFatal) return 1;
  return 2;
}

}  // namespace

Error failure_of(rd_kafka_resp_err_t error, std::string detail) {
  detail = fmt::format("{} ({})", detail.empty() ? rd_kafka_err2str(error) : detail, rd_kafka_err2name(error));
  switch (error) {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
    case RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE:
      return {Fault::kFatal, code::kAuthentication, std::move(detail)};
    case RD_KAFKA_RESP_ERR__SSL:
      return {Fault::kFatal, code::kTls, std::move(detail)};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
      return {Fault::kFatal, code::kAuthorization, std::move(detail)};
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
      return {Fault::kFatal, code::kTopicMissing, std::move(detail)};
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      return {Fault::kFatal, code::kOffsetGone, std::move(detail)};
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR__FENCED:
      return {Fault::kFatal, code::kFenced, std::move(detail)};
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
      return {Fault::kTransient, code::kUnavailable, std::move(detail)};
    case RD_KAFKA_RESP_ERR__FATAL:
      return {Fault::kFatal, code::kBrokerError, std::move(detail)};
    default:
      return {Fault::kTransient, code::kBrokerError, std::move(detail)};
  }
}

bool is_refusal(rd_kafka_resp_err_t error) {
  switch (error) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
      return true;
    default:
      return false;
  }
}

bool is_unreadable(rd_kafka_resp_err_t error) {
  switch (error) {
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
    case RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE:
      return true;
    default:
      return false;
  }
}

void Trouble::note(rd_kafka_resp_err_t error, std::string_view detail) {
  auto failure = failure_of(error, std::string(detail));
  const std::lock_guard lock(mutex_);
  all_down_ = all_down_ || error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
  any_.store(true, std::memory_order_relaxed);
  const auto rank = rank_of(error, failure);
  if (worst_ && rank < rank_) return;
  rank_ = rank;
  worst_ = std::move(failure);
}

void Trouble::clear() {
  if (!any_.exchange(false, std::memory_order_relaxed)) return;
  const std::lock_guard lock(mutex_);
  rank_ = 0;
  all_down_ = false;
  worst_.reset();
}

std::optional<Error> Trouble::worst() const {
  const std::lock_guard lock(mutex_);
  return worst_;
}

std::optional<Error> Trouble::lasting() const {
  const std::lock_guard lock(mutex_);
  const auto lasts = all_down_ || (worst_ && worst_->fault == Fault::kFatal);
  return lasts ? worst_ : std::nullopt;
}

}  // namespace tidings::io::kafka
