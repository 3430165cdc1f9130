#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "app/cli/context.h"
#include "app/cli/get_print.h"
#include "core/kube/client_watch.h"

namespace cli {

/// `-w`: what changes, as it does, until it is interrupted, or no cluster can be watched any more. One that does not answer is tried
/// again, less and less often.
class Watching {
public:
    /// @param what    whose selectors hold for what changes, too
    /// @param output  table, wide, csv, name, json or yaml
    Watching(Context& context, const GetAnswer& of, const Ask& what, std::string output);

    /// Prints what there was before. The rows to come stand in its columns. @param rows  false: only what is to come is wanted
    void begin(const std::vector<GetAnswer>& all, bool rows);
    [[nodiscard]] ExitCode run(std::vector<Answer> answers);

private:
    using Key = std::pair<std::string, std::string>; ///< namespace and name
    struct Version {
        std::string uid;
        std::string resourceVersion;
        bool operator==(const Version&) const = default;
    };
    /// All but the answer is of the client's thread.
    struct Watched {
        explicit Watched(Answer of);
        Answer answer;
        std::map<Key, Version> known; ///< what is there, as it was last told
        std::set<std::string> gone;   ///< uids whose end was told, and may come as an event yet
        bool missed = false; ///< changes that nobody was told of: it was watched from a version that is no longer kept
        bool lost = false;   ///< and that was said
        int turn = 0;        ///< how often it was opened
        core::kube::Milliseconds wait = Soon;
    };
    static constexpr core::kube::Milliseconds Soon{1000};
    static constexpr core::kube::Milliseconds Noticed{1000}; ///< of the time that an answer to the next try may take
    static constexpr core::kube::Milliseconds AtMost{30'000};

    void follow(Watched& watched, const std::string& from);
    void opened(Watched& watched);
    void take(Watched& watched, const core::kube::WatchEvent& event);
    [[nodiscard]] static bool isNews(Watched& watched, const Got& row, core::kube::WatchEvent::Type type);
    void findGone(Watched& watched);
    void sayGone(Watched& watched, const std::map<Key, Version>& gone);
    void print(core::object::Table table);
    void print(const Answer& answer, core::Json object);
    void ended(Watched& watched, const core::kube::WatchEnd& end);
    void lookAgain(Watched& watched, std::string why);
    void again(Watched& watched, const std::string& from);
    void sayLost(Watched& watched, const std::string& how, const std::string& why);
    void note(const Watched& watched, std::string what) const;
    [[nodiscard]] bool documents() const;

    Context& m_context;
    Form m_form;
    std::string m_output;
    core::object::Table m_head;        ///< the columns, without rows
    std::vector<std::size_t> m_widths; ///< of what was printed
    bool m_isHeaded = false;
    std::set<std::string> m_names;
    std::vector<std::pair<std::string, std::string>> m_query;
    core::kube::Chance m_chance = core::kube::systemChance();
    std::mutex m_mutex; ///< what is printed, and how many are open
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<Watched>> m_watched;
    int m_open = 0; ///< watches, and looks at them to come
};

} // namespace cli
