#pragma once

#include <QTest>

/// A room's tests are one program, test_<room>, so that they are linked and scanned by moc once and share what they parse.
///
///     test_preview                    all of them
///     test_preview tst_seed           one file's
///     test_preview tst_seed NAME -v2  one function of it, with Qt Test's own options
///
/// A file tst_<what>.cpp holds its test in a namespace of its own name and closes with `BERTH_TEST(TestWhat)`.
namespace test {

using RunTest = int (*)(int argc, char** argv);

/// Sanitizers are about ten times as slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

/// Of as many random cases, those that are tried: all, and under sanitizers the first eighth. What is right is seen in the
/// release build; what is wrong with memory shows in any case that takes the path.
constexpr int rounds(int all)
{
    return sanitized ? (all + 7) / 8 : all;
}

/// The same where cases differ by their place: from each to the next one that is tried. 1, and @p step under sanitizers.
constexpr int stride(int step)
{
    return sanitized ? step : 1;
}

/// @param file  where the test is written; its name without folder and ending is the test's name
struct Registered {
    Registered(const char* file, RunTest run);
};

/// What a program of tests does with its words; it has an application by then.
[[nodiscard]] int run(int argc, char** argv);

} // namespace test

#define BERTH_TEST(Class)                                                                                              \
    const test::Registered registered(__FILE__, [](int argc, char** argv) {                                            \
        Class object;                                                                                                  \
        return QTest::qExec(&object, argc, argv);                                                                      \
    });
