#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What every fuzzer does with a promise that does not hold: says it and ends, so that the input is kept.
inline void must(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "it must hold that %s\n", what);
    std::abort();
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}
