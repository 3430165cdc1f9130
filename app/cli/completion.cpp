#include "app/cli/completion.h"

#include <algorithm>
#include <vector>

#include "app/cli/verb.h"
#include "app/cli/words.h"

namespace cli {
namespace {

Words verbsBelow(const Words& path)
{
    Words names;
    for (const Verb& verb : verbs()) {
        if (verb.path.size() == path.size() + 1 && std::equal(path.begin(), path.end(), verb.path.begin())) {
            names.push_back(verb.path.back());
        }
    }
    return names;
}

std::vector<Flag> flagsOf(const Verb& verb)
{
    std::vector<Flag> flags = verb.flags;
    flags.insert(flags.end(), sharedFlags().begin(), sharedFlags().end());
    return flags;
}

/// "--output" and "-o".
Words spellings(const Flag& flag)
{
    Words names{"--" + flag.name};
    if (flag.letter != 0) names.push_back(std::string("-") + flag.letter);
    return names;
}

bool takesValue(const Flag& flag)
{
    return !flag.value.empty() && !flag.optionalValue;
}

std::string bashReply(const Flag& flag)
{
    if (!flag.choices.empty())
        return "COMPREPLY=($(compgen -W " + inSingleQuotes(joined(flag.choices)) + " -- \"$cur\"))";
    switch (flag.offers) {
    case Offers::Nothing: return "COMPREPLY=()";
    case Offers::Folders: return "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"))";
    case Offers::Files:
    case Offers::Snapshots: return "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))";
    }
    return {};
}

/// zsh's action for a value.
std::string zshAction(const Flag& flag)
{
    if (!flag.choices.empty()) return "(" + joined(flag.choices) + ")";
    switch (flag.offers) {
    case Offers::Nothing: return " ";
    case Offers::Folders: return "_files -/";
    case Offers::Files:
    case Offers::Snapshots: return "_files";
    }
    return {};
}

/// Without what zsh reads in a description.
std::string zshText(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zshFunction(const Words& path)
{
    return "_berthctl" + (path.empty() ? std::string() : "_" + joined(path, "_"));
}

} // namespace

std::string bashCompletion()
{
    std::string walk;
    std::string values;
    std::string offers;
    for (const Verb& verb : verbs()) {
        const std::string path = joined(verb.path);
        if (!verb.path.empty()) {
            const Words parent(verb.path.begin(), verb.path.end() - 1);
            walk += "        " + inSingleQuotes(joined(parent) + "/" + verb.path.back()) +
                    ") path=" + inSingleQuotes(path) + " ;;\n";
        }
        Words flags;
        for (const Flag& flag : flagsOf(verb)) {
            flags.push_back("--" + flag.name);
            if (!takesValue(flag) && flag.choices.empty()) continue;
            Words patterns;
            for (const std::string& name : spellings(flag)) patterns.push_back(inSingleQuotes(path + "/" + name));
            values += "    " + joined(patterns, "|") + ") " + bashReply(flag) + "; return ;;\n";
        }
        offers += "    " + inSingleQuotes(path) + ")\n        flags=" + inSingleQuotes(joined(flags)) + "\n";
        const Words below = verbsBelow(verb.path);
        if (!below.empty()) offers += "        words=" + inSingleQuotes(joined(below)) + "\n";
        if (!verb.arguments.empty()) {
            const Flag& argument = verb.arguments.front();
            if (argument.choices.empty()) {
                offers += "        files=yes\n";
            } else {
                offers += "        words=" + inSingleQuotes(joined(argument.choices)) + "\n";
            }
        }
        offers += "        ;;\n";
    }
    return "# bash completion for berthctl: source <(berthctl completion bash)\n"
           "_berthctl() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path='' flags='' words='' "
           "files='' i\n"
           "    COMPREPLY=()\n"
           "    # \"--output=wide\" comes as three words.\n"
           "    if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case \"$path/${COMP_WORDS[i]}\" in\n" +
           walk +
           "        esac\n"
           "    done\n"
           "    case \"$path/$prev\" in\n" +
           values +
           "    esac\n"
           "    case \"$path\" in\n" +
           offers +
           "    esac\n"
           "    if [[ $cur == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$flags\" -- \"$cur\"))\n"
           "    elif [[ -n $files ]]; then\n"
           "        compopt -o filenames\n"
           "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
           "    else\n"
           "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
           "    fi\n"
           "}\n"
           "complete -F _berthctl berthctl\n";
}

std::string zshCompletion()
{
    std::string out =
        "#compdef berthctl\n# zsh completion for berthctl: berthctl completion zsh > \"${fpath[1]}/_berthctl\"\n";
    for (const Verb& verb : verbs()) {
        const Words below = verbsBelow(verb.path);
        out += "\n" + zshFunction(verb.path) + "() {\n    local context state line\n    _arguments -C -s \\\n";
        for (const Flag& flag : flagsOf(verb)) {
            const std::string text = "[" + zshText(flag.help.empty() ? flag.value : flag.help) + "]";
            std::string action;
            if (flag.optionalValue) {
                action = ":" + zshText(flag.value) + ":" + zshAction(flag);
            } else if (!flag.value.empty()) {
                action = ":" + zshText(flag.value) + ":" + zshAction(flag);
            }
            for (const std::string& name : spellings(flag)) {
                const std::string sign = flag.optionalValue ? "=-" : flag.value.empty() || name.size() == 2 ? "" : "=";
                out += "        " + inSingleQuotes((flag.repeats ? "*" : "") + name + sign + text + action) + " \\\n";
            }
        }
        if (!below.empty()) {
            out += "        '1:verb:->verb' '*::argument:->rest'\n    case $state in\n    verb)\n        local -a "
                   "verbs\n        verbs=(\n";
            for (const std::string& name : below) {
                Words path = verb.path;
                path.push_back(name);
                out += "            " + inSingleQuotes(name + ":" + zshText(verbAt(path)->summary)) + "\n";
            }
            out += "        )\n        _describe verb verbs ;;\n    rest)\n        case $line[1] in\n";
            for (const std::string& name : below) {
                Words path = verb.path;
                path.push_back(name);
                out += "        " + name + ") " + zshFunction(path) + " ;;\n";
            }
            out += "        esac ;;\n    esac\n";
        } else if (!verb.arguments.empty()) {
            for (std::size_t i = 0; i < verb.arguments.size(); ++i) {
                const Flag& argument = verb.arguments[i];
                const std::string place = argument.repeats ? "*" : std::to_string(i + 1);
                out += "        " + inSingleQuotes(place + ":" + zshText(argument.name) + ":" + zshAction(argument)) +
                       (i + 1 < verb.arguments.size() ? " \\\n" : "\n");
            }
        } else {
            out += "        '*: :'\n";
        }
        out += "}\n";
    }
    return out + "\ncompdef _berthctl berthctl\n";
}

std::string fishCompletion()
{
    std::string out = "# fish completion for berthctl: berthctl completion fish | source\ncomplete -c berthctl -f\n";
    for (const Verb& verb : verbs()) {
        std::string condition;
        for (const std::string& word : verb.path) {
            condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
        }
        const Words below = verbsBelow(verb.path);
        if (!below.empty()) {
            const std::string none = "not __fish_seen_subcommand_from " + joined(below);
            const std::string when = condition.empty() ? none : condition + "; and " + none;
            for (const std::string& name : below) {
                Words path = verb.path;
                path.push_back(name);
                out += "complete -c berthctl -n " + inSingleQuotes(when) + " -a " + name + " -d " +
                       inSingleQuotes(verbAt(path)->summary) + "\n";
            }
        }
        const std::string start =
            "complete -c berthctl" + (condition.empty() ? "" : " -n " + inSingleQuotes(condition));
        for (const Flag& flag : verb.path.empty() ? sharedFlags() : verb.flags) {
            out += start + " -l " + flag.name;
            if (flag.letter != 0) out += std::string(" -s ") + flag.letter;
            if (takesValue(flag)) out += " -r";
            if (!flag.choices.empty()) {
                out += " -a " + inSingleQuotes(joined(flag.choices));
            } else if (flag.offers != Offers::Nothing) {
                out += " -F";
            }
            if (!flag.help.empty()) out += " -d " + inSingleQuotes(flag.help);
            out += "\n";
        }
        for (const Flag& argument : verb.arguments) {
            if (!argument.choices.empty()) {
                out += start + " -a " + inSingleQuotes(joined(argument.choices)) + "\n";
            } else if (argument.offers != Offers::Nothing) {
                out += start + " -F\n";
            }
        }
    }
    return out;
}

} // namespace cli
