#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/exit_code.h"

/// What a verb is, as data: the parser, the help text, the completion scripts, the environment and the configuration all
/// read this one description.
namespace cli {

class Context;

/// What a shell offers for a value.
enum class Offers { Nothing, Files, Folders, Snapshots };

struct Flag {
    std::string name;                   ///< long, without dashes: "filename"; of an argument "FILE"
    char letter = 0;                    ///< 'f' for -f
    std::string value{};                ///< "FILE"; empty: a switch
    std::string help{};                 ///< one phrase
    std::string preset{};               ///< what stands where nobody says anything
    bool repeats = false;               ///< may be given several times
    bool optionalValue = false;         ///< "--exit-code" or "--exit-code=kubectl"
    std::vector<std::string> choices{}; ///< every value that it takes; empty: not a choice
    Offers offers = Offers::Nothing;
    bool configurable = false; ///< the configuration file may state it
};

/// Where a value came from, the stronger first.
enum class Source { Flag, Environment, File, Preset };

struct Value {
    std::vector<std::string> words;
    Source source = Source::Preset;
    std::string where{}; ///< "--color", "BERTH_COLOR", "/home/a/.config/berth/config.yaml:3"
};

/// The command line of one verb, resolved: flag, environment, file, preset.
class Arguments {
public:
    /// What was given for a flag; a flag that nobody gave and that has no preset has no words.
    [[nodiscard]] const Value& of(std::string_view flag) const;
    [[nodiscard]] bool has(std::string_view flag) const { return !of(flag).words.empty(); }
    [[nodiscard]] bool isOn(std::string_view flag) const { return has(flag) && of(flag).words.back() == "true"; }
    /// The last one given; empty if none was.
    [[nodiscard]] const std::string& text(std::string_view flag) const;
    [[nodiscard]] const std::vector<std::string>& all(std::string_view flag) const { return of(flag).words; }

    std::map<std::string, Value, std::less<>> values;
};

struct Example {
    std::string what;
    std::string line; ///< without the program's name
};

struct Verb {
    std::vector<std::string> path; ///< {"snapshot", "pack"}; {} is the program, {"snapshot"} a noun with verbs
    std::string summary;           ///< one line, no full stop
    std::string usage{};           ///< "-f FILE... --fleet SNAPSHOT|DIR [flags]"
    std::vector<Example> examples{};
    std::vector<Flag> flags{};
    std::vector<Flag> arguments{}; ///< by place; the last may repeat
    ExitCode (*run)(Context&, const Arguments&) = nullptr;
    std::string note{}; ///< behind the flags, for what an operator has to know
};

/// Every verb that works, in the order in which help lists them (commands/registry.cpp).
[[nodiscard]] const std::vector<Verb>& verbs();
/// Flags that every verb has besides its own.
[[nodiscard]] const std::vector<Flag>& sharedFlags();
/// What the configuration file may state, by name: one flag of each name.
[[nodiscard]] std::vector<const Flag*> configurableFlags();
/// The verb at a path; nullptr if there is none.
[[nodiscard]] const Verb* verbAt(const std::vector<std::string>& path);
/// "--output" → "BERTH_OUTPUT".
[[nodiscard]] std::string environmentName(std::string_view flag);

} // namespace cli
