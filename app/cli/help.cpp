#include "app/cli/help.h"

#include <algorithm>

#include "app/cli/terminal.h"
#include "app/cli/verb.h"
#include "app/cli/width.h"
#include "app/cli/words.h"

namespace cli {
namespace {

constexpr std::size_t widestName = 31; ///< of a flag with its value; longer ones get a line of their own

struct Row {
    std::string name;
    std::string text;
};

std::string rowsText(const std::vector<Row>& rows, std::size_t columns)
{
    std::size_t names = 0;
    for (const Row& row : rows) {
        if (row.name.size() <= widestName) names = std::max(names, row.name.size());
    }
    const std::string margin(names + 4, ' ');
    std::string out;
    for (const Row& row : rows) {
        std::string head = "  " + padded(row.name, names) + "  ";
        if (row.name.size() > names) {
            out += "  " + row.name + "\n";
            head = margin;
        }
        for (const std::string& line : wrapped(row.text, columns - std::min(columns - 10, margin.size()))) {
            out += head + line + "\n";
            head = margin;
        }
    }
    return out;
}

Row rowOf(const Flag& flag)
{
    Row row;
    row.name = flag.letter != 0 ? std::string("-") + flag.letter + ", " : "    ";
    row.name += "--" + flag.name;
    if (flag.optionalValue) {
        row.name += "[=" + flag.value + "]";
    } else if (!flag.value.empty()) {
        row.name += " " + flag.value;
    }
    row.text = flag.help;
    if (!flag.choices.empty()) {
        row.text += (row.text.empty() ? "" : ": ") + joined(flag.choices, ", ");
    }
    if (!flag.preset.empty()) row.text += " (default " + flag.preset + ")";
    return row;
}

bool isBelow(const Verb& verb, const std::vector<std::string>& path)
{
    return verb.path.size() == path.size() + 1 && std::equal(path.begin(), path.end(), verb.path.begin());
}

} // namespace

std::string helpText(const std::vector<std::string>& path, const std::string& program, int columns)
{
    const std::size_t width = static_cast<std::size_t>(columns > 0 ? columns : usualColumns);
    const Verb* verb = verbAt(path);
    const std::string name = program + (path.empty() ? "" : " " + joined(path));
    std::string out = verb->summary + ".\n";

    if (!verb->examples.empty()) out += "\nExamples:\n";
    for (const Example& example : verb->examples) {
        out += "  # " + example.what + "\n  " + program + " " + example.line + "\n";
    }

    std::vector<Row> below;
    for (const Verb& other : verbs()) {
        if (isBelow(other, path)) below.push_back({other.path.back(), other.summary});
    }
    if (!below.empty()) out += "\nVerbs:\n" + rowsText(below, width);

    out += "\nUsage:\n  " + name + " " + (below.empty() ? verb->usage : "VERB [flags]") + "\n";

    std::vector<Row> rows;
    for (const Flag& flag : verb->flags) rows.push_back(rowOf(flag));
    for (const Flag& flag : sharedFlags()) rows.push_back(rowOf(flag));
    out += "\nFlags:\n" + rowsText(rows, width);

    if (!verb->note.empty()) {
        out += "\n";
        for (std::size_t at = 0; at < verb->note.size();) {
            const std::size_t end = std::min(verb->note.find('\n', at), verb->note.size());
            for (const std::string& line : wrapped(verb->note.substr(at, end - at), width)) out += line + "\n";
            at = end + 1;
        }
    }
    return out;
}

} // namespace cli
