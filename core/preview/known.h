#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

/// Answers that were worked out already. Detail of this room.
namespace core::preview {

/// Puts numbers together to one by which questions are told apart quickly.
class Digest {
public:
    void add(std::uint64_t value)
    {
        m_sum = (m_sum ^ value) * 0x9e3779b97f4a7c15U;
        m_sum ^= m_sum >> 32U;
    }
    void add(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
    void add(const std::optional<std::int64_t>& value) { add(value ? *value : std::int64_t{-7}); }
    template <class T>
    void add(const std::vector<T>& values)
    {
        add(std::uint64_t{values.size()});
        for (const T& value : values) add(value);
    }
    void add(const void* value) { add(std::uint64_t{reinterpret_cast<std::uintptr_t>(value)}); }
    [[nodiscard]] std::uint64_t sum() const { return m_sum; }

private:
    std::uint64_t m_sum = 0;
};

/// A question holds everything that its answer hangs on, and keeps alive what it points at. Kept are those of this turn and of
/// the one before.
template <class Question, class Answer>
class Known {
public:
    /// @param most  of one turn; where there are more, the next one begins. 0: none is kept
    explicit Known(std::size_t most)
        : m_most(most)
    {}
    /// @param digest  the same for equal questions
    /// @return        good until this is asked again
    template <class Work>
    const Answer& of(std::uint64_t digest, const Question& question, const Work& work)
    {
        if (m_most == 0) {
            m_now.clear();
            return m_now.emplace(digest, Entry{question, work()})->second.answer;
        }
        if (const auto at = find(m_now, digest, question); at != m_now.end()) return at->second.answer;
        if (const auto at = find(m_before, digest, question); at != m_before.end())
            return m_now.insert(m_before.extract(at))->second.answer;
        Answer answer = work();
        if (m_now.size() >= m_most) turn();
        return m_now.emplace(digest, Entry{question, std::move(answer)})->second.answer;
    }
    void keepNone()
    {
        turn();
        turn();
        m_most = 0;
    }
    void turn()
    {
        m_before = std::move(m_now);
        m_now.clear();
    }

private:
    struct Entry {
        Question question;
        Answer answer;
    };
    using Entries = std::unordered_multimap<std::uint64_t, Entry>;
    static typename Entries::iterator find(Entries& in, std::uint64_t digest, const Question& question)
    {
        auto [at, end] = in.equal_range(digest);
        while (at != end && !(at->second.question == question)) ++at;
        return at == end ? in.end() : at;
    }
    std::size_t m_most;
    Entries m_now;
    Entries m_before;
};

} // namespace core::preview
