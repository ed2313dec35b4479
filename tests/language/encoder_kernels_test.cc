#include "pipeline/language/encoder_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace tidings::language {
namespace {

// Of the layers that are multiplied.
constexpr std::size_t kTaps = 3, kChannels = 64, kMultiplied = 128, kRows = 40;

// Each test runs with every set of kernels this processor has and compares with plain arithmetic or with the baseline.
class KernelsTest : public testing::TestWithParam<const Kernels*> {
 protected:
  template <typename T>
  std::vector<T> random(std::size_t n, std::int64_t reach) {
    std::vector<T> values(n);
    for (T& v : values) v = static_cast<T>(static_cast<std::int64_t>(random_()) % (2 * reach + 1) - reach);
    return values;
  }
  Layer layer(const Kernels& kernels, std::size_t taps, std::size_t channels, std::size_t outputs) {
    random_.seed(5);
    weights_ = random<std::int8_t>(taps * channels * outputs, 127);
    bias_ = random<std::int32_t>(outputs, 100'000);
    const auto scale = random<std::int16_t>(outputs, 32'767);
    return pack(kernels, {weights_, bias_, scale, 5, 14}, taps, channels);
  }

  // Of the layer with weights_ and bias_.
  void expect_exact(const Layer& packed, const std::vector<std::int8_t>& in);

  const Kernels& kernels_ = *GetParam();
  const Kernels& baseline_ = kBaselineKernels;
  std::mt19937 random_{1};
  std::vector<std::int8_t> weights_;
  std::vector<std::int32_t> bias_;
};

void KernelsTest::expect_exact(const Layer& packed, const std::vector<std::int8_t>& in) {
  std::vector<std::uint8_t> stored(in.begin(), in.end());
  for (auto& v : stored) v ^= kernels_.zero;
  std::vector<std::int16_t> wide(stored.size());
  const std::int32_t offsets[kTaps] = {-4, 0, 4};
  for (std::size_t count = 1; count <= 32; ++count) {
    std::vector<std::uint32_t> at(count);
    std::iota(at.begin(), at.end(), 4);
    std::vector<std::int32_t> sums(count * kMultiplied, -1);
    kernels_.multiply({stored.data(), kRows, kChannels, wide.data()}, at.data(), count, offsets, packed, sums.data());
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t o = 0; o < kMultiplied; ++o) {
        std::int32_t expected = bias_[o];
        for (std::size_t k = 0; k < kTaps * kChannels; ++k) {
          const std::size_t row = at[i] + static_cast<std::size_t>(offsets[k / kChannels]);
          expected += in[row * kChannels + k % kChannels] * weights_[k * kMultiplied + o];
        }
        ASSERT_EQ(sums[i * kMultiplied + o] + packed.bias[o], expected)
            << "row " << i << " of " << count << " output " << o;
      }
    }
  }
}

TEST_P(KernelsTest, MultiplyExactly) {
  const Layer packed = layer(kernels_, kTaps, kChannels, kMultiplied);
  expect_exact(packed, random<std::int8_t>(kRows * kChannels, 127));
}

// As trained layers are: small weights, and a few that are large together.
TEST_P(KernelsTest, MultiplyMostlySmallWeightsExactly) {
  weights_ = random<std::int8_t>(kTaps * kChannels * kMultiplied, 30);
  for (std::size_t i = 0; i < weights_.size(); i += 777) weights_[i] = i % 2 == 0 ? 127 : -127;
  for (std::size_t k = 0; k < 8; ++k) weights_[k * kMultiplied + 9] = k % 3 == 0 ? -127 : 127;
  for (std::size_t k = 0; k < 8; ++k) weights_[(k + 40) * kMultiplied + 127] = 64;
  bias_ = random<std::int32_t>(kMultiplied, 100'000);
  const std::vector<std::int16_t> scale(kMultiplied, 1);
  const Layer packed = pack(kernels_, {weights_, bias_, scale, 5, 14}, kTaps, kChannels);
  EXPECT_EQ(packed.grouped, kernels_.group_reach != 0);
  EXPECT_EQ(packed.excess.empty(), kernels_.group_reach == 0);
  expect_exact(packed, random<std::int8_t>(kRows * kChannels, 127));
  std::vector<std::int8_t> extreme(kRows * kChannels, 127);
  for (std::size_t i = 0; i < extreme.size(); ++i)
    extreme[i] = weights_[i % kChannels * kMultiplied + 9] < 0 ? -127 : 127;
  expect_exact(packed, extreme);
}

TEST_P(KernelsTest, RescaleAndMaxoutAsTheBaselineDoes) {
  constexpr std::size_t kOutputs = 384;
  const Layer ours = layer(kernels_, 1, 4, kOutputs), theirs = layer(baseline_, 1, 4, kOutputs);
  const auto sums = random<std::int32_t>(kOutputs, 9'000'000);
  std::vector<std::int32_t> shifted = sums;  // the sums of kernels with unsigned activations lie higher
  for (std::size_t i = 0; i < kOutputs; ++i) shifted[i] += theirs.bias[i] - ours.bias[i];
  std::vector<std::int16_t> a(kOutputs), b(kOutputs);
  kernels_.rescale(shifted.data(), ours, 8191, a.data());
  baseline_.rescale(sums.data(), theirs, 8191, b.data());
  EXPECT_EQ(a, b);
  const auto residual = random<std::int16_t>(kOutputs / 2, 32'767);
  std::vector<std::int32_t> z(kOutputs / 2), y(kOutputs / 2);
  kernels_.maxout(shifted.data(), ours, kOutputs / 2, residual.data(), z.data());
  baseline_.maxout(sums.data(), theirs, kOutputs / 2, residual.data(), y.data());
  EXPECT_EQ(z, y);
}

TEST_P(KernelsTest, NormaliseToMeanZeroAndDeviationOne) {
  constexpr std::size_t kWidth = 192;
  const std::uint64_t root = 59'512'756'960;  // sqrt(192) * 2^32, about
  const std::vector<std::int16_t> gain(kWidth, 1024), bias(kWidth, 0);
  for (const std::int64_t reach : {0, 1, 7, 300, 5'000, 32'767, 2'000'000'000}) {
    auto z = random<std::int32_t>(kWidth, reach);
    auto y = z;
    std::vector<std::int16_t> a(kWidth), b(kWidth);
    kernels_.normalise(z.data(), kWidth, root, gain.data(), bias.data(), a.data());
    baseline_.normalise(y.data(), kWidth, root, gain.data(), bias.data(), b.data());
    EXPECT_EQ(a, b) << reach;
    if (reach < 7) continue;
    double squares = 0;
    for (const auto v : a) squares += v * v;
    EXPECT_NEAR(std::sqrt(squares / kWidth), 1024, 1024 * .05) << reach;
  }
}

TEST_P(KernelsTest, NormaliseOneElementFarOff) {
  constexpr std::size_t kWidth = 512;
  std::vector<std::int32_t> z(kWidth, 0);
  z[7] = 1'000'000;
  const std::vector<std::int16_t> gain(kWidth, 1024), bias(kWidth, 0);
  std::vector<std::int16_t> out(kWidth);
  const auto root = static_cast<std::uint64_t>(std::sqrt(512.0) * 4294967296.0);
  kernels_.normalise(z.data(), kWidth, root, gain.data(), bias.data(), out.data());
  EXPECT_NEAR(out[7], 1024 * std::sqrt(511.0), 1024 * .2);
  EXPECT_NEAR(out[8], -1024 / std::sqrt(511.0), 4);
}

TEST_P(KernelsTest, DoEverythingElseAsTheBaselineDoes) {
  for (const std::size_t n : {32U, 96U, 192U, 256U}) {
    const auto values = random<std::int16_t>(n, 32'767);
    std::vector<std::uint8_t> narrow(n), expected(n);
    kernels_.to_int8(values.data(), 30'000, n, narrow.data());
    baseline_.to_int8(values.data(), 30'000, n, expected.data());
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(narrow[i] ^ kernels_.zero, expected[i]);
    kernels_.leaky_int8(values.data(), n, narrow.data());
    baseline_.leaky_int8(values.data(), n, expected.data());
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(narrow[i] ^ kernels_.zero, expected[i]);
    std::vector<std::int16_t> a(n), b(n);
    kernels_.leaky(values.data(), 2047, n, a.data());
    baseline_.leaky(values.data(), 2047, n, b.data());
    EXPECT_EQ(a, b);
    const auto row = random<std::int8_t>(n, 127);
    std::vector<std::int32_t> x(n, 3), y(n, 3);
    kernels_.add_row(row.data(), 60'000, n, x.data());
    baseline_.add_row(row.data(), 60'000, n, y.data());
    EXPECT_EQ(x, y);
    const auto many = random<std::int16_t>(n * 40, 8191);
    x.assign(40, 0);
    y.assign(40, 0);
    kernels_.dot_rows(a.data(), many.data(), n, 40, x.data());
    baseline_.dot_rows(a.data(), many.data(), n, 40, y.data());
    EXPECT_EQ(x, y);
    x.assign(20, 0);
    y.assign(20, 0);
    kernels_.pair_products(many.data(), a.data(), n / 2, 20, x.data());
    baseline_.pair_products(many.data(), a.data(), n / 2, 20, y.data());
    EXPECT_EQ(x, y);
  }
}

INSTANTIATE_TEST_SUITE_P(All, KernelsTest, testing::ValuesIn(usable_kernels().begin(), usable_kernels().end()),
                         [](const auto& kernels) { return std::string(kernels.param->name); });

}  // namespace
}  // namespace tidings::language
