#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "app/cli/program.h"
#include "app/cli/words.h"
#include "core/model/hints.h"

namespace cli {
namespace {

/// "a,b" → a, b: a list in one value of the environment, as kubectl's flags take it.
Words listOf(const std::string& text)
{
    Words words;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// "true" or "false" of what people write for it; empty: neither.
std::string truth(const std::string& text)
{
    const std::string word = lower(text);
    if (word == "true" || word == "1" || word == "yes" || word == "on") return "true";
    if (word == "false" || word == "0" || word == "no" || word == "off") return "false";
    return {};
}

/// A choice of another verb, in a place that speaks to all verbs, says nothing to this one.
bool meantForOthers(const Flag& flag, const std::string& word)
{
    return std::any_of(verbs().begin(), verbs().end(), [&](const Verb& verb) {
        return std::any_of(verb.flags.begin(), verb.flags.end(), [&](const Flag& other) {
            return other.name == flag.name &&
                   std::find(other.choices.begin(), other.choices.end(), word) != other.choices.end();
        });
    });
}

/// One of them, or what begins with one that ends in "=": "jsonpath={.kind}".
bool isAmong(const std::vector<std::string>& choices, const std::string& word)
{
    return std::any_of(choices.begin(), choices.end(), [&](const std::string& choice) {
        return word == choice || (choice.ends_with('=') && word.starts_with(choice));
    });
}

core::Result<void> check(const Flag& flag, Value& value)
{
    for (std::string& word : value.words) {
        if (flag.value.empty()) {
            const std::string read = truth(word);
            if (read.empty()) {
                return core::failure(core::Fault::Malformed,
                                     core::model::hints::inQuotes(word) + " is neither true nor false.", value.where);
            }
            word = read;
            continue;
        }
        if (flag.choices.empty()) continue;
        if (isAmong(flag.choices, word)) continue;
        if (value.source != Source::Flag && meantForOthers(flag, word)) {
            value = Value{};
            return {};
        }
        const std::vector<std::string_view> known(flag.choices.begin(), flag.choices.end());
        const auto near = core::model::hints::nearest(word, known);
        return core::failure(core::Fault::Malformed,
                             "There is no " + core::model::hints::inQuotes(word) + " here" +
                                 (near ? "; did you mean " + *near + "?" : ".") +
                                 " It takes one of: " + joined(flag.choices, ", ") + ".",
                             value.where);
    }
    return {};
}

Value stated(const Flag& flag, const std::map<std::string, Words>& given, const Config& config)
{
    if (const auto at = given.find(flag.name); at != given.end() && !at->second.empty()) {
        return {at->second, Source::Flag, "--" + flag.name};
    }
    const std::string name = environmentName(flag.name);
    if (const char* text = std::getenv(name.c_str()); text != nullptr && text[0] != '\0') {
        return {flag.repeats ? listOf(text) : Words{text}, Source::Environment, name};
    }
    if (!flag.configurable) return {};
    if (const auto at = config.settings.find(flag.name); at != config.settings.end()) {
        return {{at->second.value}, Source::File, at->second.where};
    }
    return {};
}

} // namespace

const Value& Arguments::of(std::string_view flag) const
{
    static const Value nothing;
    const auto at = values.find(flag);
    return at == values.end() ? nothing : at->second;
}

const std::string& Arguments::text(std::string_view flag) const
{
    static const std::string nothing;
    const Value& value = of(flag);
    return value.words.empty() ? nothing : value.words.back();
}

std::string environmentName(std::string_view flag)
{
    std::string name = "BERTH_";
    for (const char c : flag) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

core::Result<Arguments> resolved(const Verb& verb, const std::map<std::string, Words>& given, const Config& config)
{
    Arguments arguments;
    for (const std::vector<Flag>* flags : {&verb.flags, &sharedFlags()}) {
        for (const Flag& flag : *flags) {
            if (flag.name == "help") continue;
            Value value = stated(flag, given, config);
            if (const auto checked = check(flag, value); !checked) return tl::unexpected(checked.error());
            if (value.words.empty() && !flag.preset.empty()) value = {{flag.preset}, Source::Preset, "default"};
            arguments.values[flag.name] = std::move(value);
        }
    }
    for (const Flag& argument : verb.arguments) {
        const auto at = given.find(argument.name);
        if (at != given.end()) arguments.values[argument.name] = {at->second, Source::Flag, argument.name};
    }
    return arguments;
}

} // namespace cli
