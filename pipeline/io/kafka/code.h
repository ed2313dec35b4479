#pragma once

#include <string_view>

// Error codes of the Kafka edge, a bounded set: what went wrong with a broker, a topic or a setting.
namespace tidings::io::kafka::code {

// Someone must change the configuration, here or at the broker.
inline constexpr std::string_view kBadSetting = "bad_setting";         // librdkafka refuses it
inline constexpr std::string_view kAuthentication = "authentication";  // wrong user, password or mechanism
inline constexpr std::string_view kTls = "tls";                        // no handshake: certificates, or no TLS there
inline constexpr std::string_view kAuthorization = "authorization";    // the user may not use topic or group
inline constexpr std::string_view kTopicMissing = "topic_missing";     // never there, or deleted
inline constexpr std::string_view kOffsetGone = "offset_gone";         // where we should go on is deleted already
inline constexpr std::string_view kUnreadable =
    "unreadable_record";                               // damaged where it lies, or of a kind unknown to the client
inline constexpr std::string_view kFenced = "fenced";  // another process uses our name
// The group must give us something, or say that it has nothing.
inline constexpr std::string_view kNotAssigned = "not_assigned";
// The broker must come back.
inline constexpr std::string_view kUnavailable = "broker_unavailable";
inline constexpr std::string_view kBrokerError = "broker_error";
// One message.
inline constexpr std::string_view kMessageTooLarge = "message_too_large";  // kBadInput
inline constexpr std::string_view kMessageRefused = "message_refused";     // kBadInput: the broker will never take it

}  // namespace tidings::io::kafka::code
