#pragma once

/// In front of a function: one binary holds it for every machine, and for those with wider registers and more instructions (AVX2, and
/// counting bits in one); which is run is chosen when the program starts. Sanitizers start too late for that choice.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) &&                       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define BERTH_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define BERTH_CLONES
#endif
