// The loops that need no intrinsics: compiled once for each instruction set, in the unnamed namespace of its file, so
// that no two of them can be taken for one by the linker. Included by encoder_kernels_*.cc only, after kZero and
// kOutputs, the outputs whose weights lie side by side, are defined.

constexpr std::int32_t kInt16Max = 32767;

inline std::int32_t clamp_to(std::int32_t v, std::int32_t limit) { return v > limit ? limit : v < -limit ? -limit : v; }

void add_row(const std::int8_t* __restrict row, std::int32_t scale, std::size_t n, std::int32_t* __restrict sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] += (row[i] * scale + 128) >> 8;
}

void add_taps(const std::int32_t* __restrict a, const std::int32_t* __restrict b, const std::int32_t* __restrict c,
              std::size_t n, std::int32_t* __restrict sums) {
  for (std::size_t i = 0; i < n; ++i) sums[i] = a[i] + b[i] + c[i];
}

inline std::int32_t half_of(std::int32_t bits) { return bits > 0 ? 1 << (bits - 1) : 0; }

void maxout(const std::int32_t* __restrict sums, const Layer& layer, std::size_t n,
            const std::int16_t* __restrict residual, std::int32_t* __restrict z) {
  const std::int32_t* __restrict bias = layer.bias.data();
  const std::int16_t* __restrict scale = layer.scale.data();
  const std::int32_t down = layer.down, shift = layer.shift, half_down = half_of(down), half = half_of(shift);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t a = sums[i] + bias[i], b = sums[i + n] + bias[i + n];
    const std::int32_t v = clamp_to(((a > b ? a : b) + half_down) >> down, kInt16Max);
    z[i] = residual[i] + ((v * scale[i] + half) >> shift);
  }
}

inline std::uint64_t square_root(std::uint64_t v) {  // of 2^60 <= v < 2^62
  // The floating-point root is a first guess; the loops make it the exact integer root.
  auto r = static_cast<std::uint64_t>(__builtin_sqrt(static_cast<double>(v)));
  while (r * r > v) --r;
  while ((r + 1) * (r + 1) <= v) ++r;
  return r;
}

void normalise(std::int32_t* __restrict z, std::size_t n, std::uint64_t root, const std::int16_t* __restrict gain,
               const std::int16_t* __restrict bias, std::int16_t* __restrict out) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    z[i] = clamp_to(z[i], kInt16Max);
    sum += z[i];
  }
  const auto count = static_cast<std::int32_t>(n);
  const std::int32_t mean = (sum >= 0 ? sum + count / 2 : sum - count / 2) / count;
  std::uint64_t squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    z[i] = clamp_to(z[i] - mean, kInt16Max);
    squares += static_cast<std::uint32_t>(z[i] * z[i]);
  }
  // 4096 z / sqrt(squares / n) as z * factor >> shift with a factor of about 13 bits: no product leaves int32, since
  // no element can be more than sqrt(n) deviations off the mean.
  squares = squares == 0 ? 1 : squares;
  const int up = (__builtin_clzll(squares) - 2) & ~1;
  const std::uint64_t deviation = square_root(up >= 0 ? squares << up : squares);  // 2^30..2^31
  const int log2 = 31 - up / 2;                                                    // of the root of squares, rounded up
  int shift = log2 - 3;
  shift = shift < 1 ? 1 : shift > 14 ? 14 : shift;
  // factor = 2^shift * 4096 * sqrt(n) / sqrt(squares); root = sqrt(n) * 2^32, deviation = sqrt(squares) * 2^(up/2)
  const int bits = shift + 12 + up / 2 - 32;
  const std::uint64_t scaled = bits >= 0 ? root << bits : root >> -bits;
  const auto factor = static_cast<std::int32_t>(scaled / deviation);
  const std::int32_t half = half_of(shift);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t v = (z[i] * factor + half) >> shift;
    out[i] = static_cast<std::int16_t>(clamp_to(((v * gain[i] + 2048) >> 12) + bias[i], kInt16Max));
  }
}

void to_int8(const std::int16_t* __restrict values, std::int32_t factor, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = static_cast<std::uint8_t>(clamp_to((values[i] * factor + (1 << 19)) >> 20, 127)) ^ kZero;
  }
}

void rescale(const std::int32_t* __restrict sums, const Layer& layer, std::int32_t limit,
             std::int16_t* __restrict out) {
  const std::int32_t* __restrict bias = layer.bias.data();
  const std::int16_t* __restrict scale = layer.scale.data();
  const std::int32_t down = layer.down, shift = layer.shift, half_down = half_of(down), half = half_of(shift);
  const std::size_t n = layer.outputs;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t v = clamp_to((sums[i] + bias[i] + half_down) >> down, kInt16Max);
    out[i] = static_cast<std::int16_t>(clamp_to((v * scale[i] + half) >> shift, limit));
  }
}

inline std::int32_t leak(std::int32_t v) { return v < 0 ? (v + 4) >> 3 : v; }

void leaky(const std::int16_t* __restrict values, std::int32_t limit, std::size_t n, std::int16_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::int16_t>(clamp_to(leak(values[i]), limit));
}

void leaky_int8(const std::int16_t* __restrict values, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = static_cast<std::uint8_t>(clamp_to((leak(values[i]) + 8) >> 4, 127)) ^ kZero;
  }
}

void dot_rows(const std::int16_t* a, const std::int16_t* b, std::size_t n, std::size_t count, std::int32_t* scores) {
  for (std::size_t j = 0; j < count; ++j) {
    const std::int16_t* row = b + j * n;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += a[i] * row[i];
    scores[j] = sum;
  }
}

void pair_products(const std::int16_t* __restrict v, const std::int16_t* __restrict x, std::size_t pairs, std::size_t n,
                   std::int32_t* __restrict scores) {
  for (std::size_t l = 0; l < n; ++l) scores[l] = 0;
  for (std::size_t p = 0; p < pairs; ++p) {
    const std::int16_t* row = v + p * n * 2;
    const std::int32_t a = x[2 * p], b = x[2 * p + 1];
    for (std::size_t l = 0; l < n; ++l) scores[l] += row[2 * l] * a + row[2 * l + 1] * b;
  }
}

constexpr Kernels make_kernels(const char* name, decltype(Kernels::multiply) multiply, std::int32_t group_reach = 0) {
  return {name,      kZero,   kOutputs, group_reach, multiply,   add_taps, add_row,      maxout,
          normalise, to_int8, rescale,  leaky,       leaky_int8, dot_rows, pair_products};
}
