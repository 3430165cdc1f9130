#include "app/cli/program.h"

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/cli/context.h"
#include "app/cli/help.h"
#include "app/cli/words.h"
#include "core/model/hints.h"

namespace cli {
namespace {

using Given = std::map<std::string, Words>;

/// CLI11's tree, made from the verbs, and where it puts what it reads.
class Parser {
public:
    Parser()
    {
        prepare(m_root, {}, nullptr);
        m_nodes[{}] = &m_root;
        for (const Verb& verb : verbs()) {
            if (verb.path.empty()) continue;
            Words parent(verb.path.begin(), verb.path.end() - 1);
            CLI::App* app = m_nodes.at(parent)->add_subcommand(verb.path.back());
            m_nodes[verb.path] = app;
            prepare(*app, verb.path, &verb);
        }
    }

    /// @return the message of what CLI11 does not understand; empty if it does
    std::string parse(Words words)
    {
        // Behind "--" everything is an argument, whatever it looks like.
        const auto end = std::find(words.begin(), words.end(), "--");
        m_arguments.assign(end == words.end() ? end : end + 1, words.end());
        words.erase(end, words.end());
        std::reverse(words.begin(), words.end()); // as CLI11 wants it
        try {
            m_root.parse(std::move(words));
        } catch (const CLI::ParseError& error) {
            return error.what();
        }
        Words plain;
        for (const std::string& word : m_root.remaining(true)) {
            (word.size() > 1 && word.starts_with("-") ? m_unknown : plain).push_back(word);
        }
        m_arguments.insert(m_arguments.begin(), plain.begin(), plain.end());
        return {};
    }

    [[nodiscard]] Words path() const
    {
        Words path;
        const CLI::App* app = &m_root;
        while (!app->get_subcommands().empty()) {
            app = app->get_subcommands().front();
            path.push_back(app->get_name());
        }
        return path;
    }

    [[nodiscard]] const Words& unknownFlags() const { return m_unknown; }
    [[nodiscard]] const Words& arguments() const { return m_arguments; }

    /// What stands behind the verb, and in front of it for the flags that all have.
    [[nodiscard]] Given given(const Words& path) const
    {
        Given given;
        for (std::size_t depth = 0; depth <= path.size(); ++depth) {
            const CLI::App* app = m_nodes.at(Words(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth)));
            for (const auto& [name, option] : m_options.at(app)) {
                if (option->count() == 0) continue;
                const Words& results = option->results();
                given[name].insert(given[name].end(), results.begin(), results.end());
            }
        }
        return given;
    }

private:
    CLI::App m_root{"", "berthctl"};
    std::map<Words, CLI::App*> m_nodes;
    std::map<const CLI::App*, std::map<std::string, CLI::Option*>> m_options;
    std::deque<Words> m_values; ///< CLI11 writes into these
    std::deque<bool> m_switches;
    Words m_unknown;
    Words m_arguments;

    void prepare(CLI::App& app, const Words& path, const Verb* verb)
    {
        app.set_help_flag();
        app.allow_extras();
        app.prefix_command(false);
        if (path.empty()) app.require_subcommand(0, 1);
        auto& options = m_options[&app];
        for (const Flag& flag : sharedFlags()) options[flag.name] = add(app, flag);
        if (verb == nullptr) return;
        for (const Flag& flag : verb->flags) options[flag.name] = add(app, flag);
    }

    CLI::Option* add(CLI::App& app, const Flag& flag)
    {
        const std::string names = (flag.letter != 0 ? std::string("-") + flag.letter + "," : "") + "--" + flag.name;
        if (flag.value.empty()) {
            m_switches.emplace_back(false);
            return app.add_flag(names, m_switches.back())->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        }
        m_values.emplace_back();
        return app.add_option(names, m_values.back())
            ->expected(1)
            ->allow_extra_args(false)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
};

/// Arguments by their place; those for which the verb has none.
Words assign(const Verb* verb, const Words& words, Given& given)
{
    std::size_t place = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (verb == nullptr || place >= verb->arguments.size()) {
            return Words(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
        }
        const Flag& argument = verb->arguments[place];
        given[argument.name].push_back(words[i]);
        if (!argument.repeats) ++place;
    }
    return {};
}

std::string baseName(std::string_view path)
{
    return std::string(path.substr(path.rfind('/') + 1));
}

/// `--exit-code` alone means its first choice; with a value it is written with "=", so that it never takes an argument.
void spellOut(Words& words)
{
    for (std::string& word : words) {
        if (word == "--") return;
        for (const Verb& verb : verbs()) {
            for (const Flag& flag : verb.flags) {
                if (flag.optionalValue && word == "--" + flag.name) word += "=" + flag.choices.front();
            }
        }
    }
}

/// `-o=json` as `--output=json`: kubectl takes "=" behind a letter, CLI11 would make it part of the value.
/// @param flags  of the verb first, as a letter may mean something else elsewhere
std::string withLongName(const std::string& word, const std::vector<const Flag*>& flags)
{
    const bool isLetter = word.size() > 2 && word[0] == '-' && word[1] != '-' && word[2] == '=';
    const auto flag =
        std::find_if(flags.begin(), flags.end(), [&](const Flag* one) { return isLetter && one->letter == word[1]; });
    return flag == flags.end() ? word : "--" + (*flag)->name + word.substr(2);
}

/// The flags that may stand in these words: of the verb that they name, then those that all have.
std::vector<const Flag*> flagsFor(const Words& words)
{
    const Verb* verb = nullptr;
    Words path;
    for (const std::string& word : words) {
        path.push_back(word);
        if (const Verb* named = verbAt(path))
            verb = named;
        else
            path.pop_back();
    }
    std::vector<const Flag*> flags;
    if (verb != nullptr)
        for (const Flag& flag : verb->flags) flags.push_back(&flag);
    for (const Flag& flag : sharedFlags()) flags.push_back(&flag);
    return flags;
}

void takeEqualsBehindLetters(Words& words)
{
    const auto end = std::find(words.begin(), words.end(), "--");
    const std::vector<const Flag*> flags = flagsFor(Words(words.begin(), end));
    std::transform(words.begin(), end, words.begin(),
                   [&](const std::string& word) { return withLongName(word, flags); });
}

/// `help VERB` is `VERB --help`, and `--version` alone is `version`: both are what people type first.
void asVerb(Words& words)
{
    if (words.empty()) return;
    if (words.front() == "help") {
        words.erase(words.begin());
        words.insert(std::find(words.begin(), words.end(), "--"), "--help");
    } else if (words == Words{"--version"}) {
        words = {"version"};
    }
}

/// What was meant by a word that nothing knows.
ExitCode unexpectedWord(Context& context, const Words& path, const std::string& word)
{
    std::string help =
        "See `" + joined(path.empty() ? Words{context.program} : Words{context.program, joined(path)}) + " --help`.";
    const Verb* verb = verbAt(path);
    std::vector<std::string> names;
    if (word.starts_with("-") && word.size() > 1) {
        for (const std::vector<Flag>* flags : {&sharedFlags(), verb == nullptr ? &sharedFlags() : &verb->flags}) {
            for (const Flag& flag : *flags) names.push_back("--" + flag.name);
        }
    } else {
        for (const Verb& other : verbs()) {
            if (other.path.size() == path.size() + 1 && std::equal(path.begin(), path.end(), other.path.begin())) {
                names.push_back(other.path.back());
            }
        }
    }
    const std::string name = word.substr(0, word.find('='));
    const auto near = core::model::hints::nearest(name, {names.begin(), names.end()});
    const bool isFlag = word.starts_with("-") && word.size() > 1;
    std::string what = isFlag          ? "There is no flag " + core::model::hints::inQuotes(name)
                       : names.empty() ? "There is one argument too many: " + core::model::hints::inQuotes(word)
                                       : "There is no verb " + core::model::hints::inQuotes(word);
    const auto takesFiles = [](const Flag& flag) { return flag.name == "filename"; };
    if (!isFlag && names.empty() && verb != nullptr && std::any_of(verb->flags.begin(), verb->flags.end(), takesFiles))
        help = "Manifests are named with -f: -f " + core::model::hints::inQuotes(word) + ".";
    if (near) return context.misused(what + "; did you mean " + *near + "?", help);
    return context.misused(what + ".", help);
}

void onInterrupt(int /*signal*/)
{
    ::_exit(static_cast<int>(
        ExitCode::Interrupted)); // nothing of ours is half written: files are renamed when they are whole
}

ExitCode runWords(Context& context, Words words)
{
    spellOut(words);
    asVerb(words);
    takeEqualsBehindLetters(words);
    Parser parser;
    const std::string fault = parser.parse(std::move(words));
    const Words path = parser.path();
    if (!fault.empty()) {
        // "--fleet: 1 required TEXT missing" is CLI11's way to say that the value is not there.
        const std::size_t colon = fault.find(": 1 required");
        const std::string what = colon != std::string::npos ? fault.substr(0, colon) + " needs a value."
                                                            : "The command line is not understood: " + fault + ".";
        return context.misused(what,
                               "See `" + context.program + (path.empty() ? "" : " " + joined(path)) + " --help`.");
    }
    Given given = parser.given(path);
    const Verb* verb = verbAt(path);
    const auto wantsHelp = given.contains("help");
    // Behind a noun a plain word is a verb that is not there, and its flags are not what is wrong.
    if ((verb == nullptr || verb->run == nullptr) && !parser.arguments().empty())
        return unexpectedWord(context, path, parser.arguments().front());
    if (!wantsHelp) {
        if (!parser.unknownFlags().empty()) return unexpectedWord(context, path, parser.unknownFlags().front());
        const Words over = assign(verb, parser.arguments(), given);
        if (!over.empty()) return unexpectedWord(context, path, over.front());
    }
    if (wantsHelp || verb == nullptr || verb->run == nullptr) {
        context.write(helpText(path, context.program, context.out.columns));
        return ExitCode::Done;
    }
    const core::Result<Config> config = readConfig();
    if (!config) {
        context.fail(config.error());
        return ExitCode::Usage;
    }
    const core::Result<Arguments> arguments = resolved(*verb, given, *config);
    if (!arguments) {
        context.fail(arguments.error());
        return ExitCode::Usage;
    }
    const std::string& word = arguments->text("color");
    const Colour colour = word == "always" ? Colour::Always : word == "never" ? Colour::Never : Colour::Auto;
    context.out = terminalOf(STDOUT_FILENO, colour);
    context.err = terminalOf(STDERR_FILENO, colour);
    for (const std::string& unknown : config->unknown) {
        context.say({.weight = Weight::Warning,
                     .what = "No setting of this name is known; it is left alone.",
                     .where = unknown});
    }
    return verb->run(context, *arguments);
}

} // namespace

int run(int count, const char* const* words)
{
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGPIPE, SIG_IGN);
    Context context;
    if (count > 0 && baseName(words[0]) == "kubectl-berth") context.program = "kubectl berth";
    context.out = terminalOf(STDOUT_FILENO, Colour::Auto);
    context.err = terminalOf(STDERR_FILENO, Colour::Auto);
    const ExitCode code = runWords(context, Words(words + std::min(count, 1), words + count));
    return static_cast<int>(context.finish(code));
}

} // namespace cli
