#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "core/model/hints.h"
#include "core/snapshot/dumps.h"

namespace core::snapshot::detail {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// PowerShell's > writes it, with a byte order mark; without one, every second byte of a dump is 0.
bool isUtf16(std::string_view start)
{
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
    return start.size() > 1 && (start[0] == '\0') != (start[1] == '\0');
}

/// "W1123 09:40:00.123456": what the client library writes among its output.
bool isLogLine(std::string_view line)
{
    return line.size() > 6 && std::string_view("IWEF").find(line[0]) != std::string_view::npos &&
           std::all_of(line.begin() + 1, line.begin() + 5, [](unsigned char c) { return std::isdigit(c) != 0; }) &&
           line[5] == ' ';
}

bool beginsWithOneOf(std::string_view line, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return line.starts_with(word); });
}

} // namespace

std::optional<OtherText> otherThanDump(std::string_view start, bool yaml)
{
    if (!yaml && isUtf16(start))
        return OtherText{
            "The file is written in UTF-16, as PowerShell does it with >, and dumps are read as UTF-8. Get it "
            "again with `kubectl get … -o json | Out-File -Encoding utf8 FILE`."};
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start.remove_prefix(std::min(start.find_first_not_of(blanks), start.size()));
    std::string_view line = start.substr(0, start.find('\n'));
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    constexpr std::string_view refusal = "Error from server";
    if (line.starts_with(refusal)) return OtherText{std::string(line), true};
    const auto said = [&line](const std::string& before, const std::string& behind) {
        return OtherText{before + model::hints::inQuotes(line) + behind};
    };
    if (beginsWithOneOf(line, {"error: ", "Unable to connect to the server", "The connection to the server "}))
        return said("This is what kubectl said when it failed: ", ". Get the dump again.");
    if (line.starts_with("No resources found"))
        return said("This is what kubectl says to people: ",
                    ". Get it again with -o json, which prints an empty list.");
    if (beginsWithOneOf(line, {"NAME ", "NAMESPACE ", "NAME\t", "NAMESPACE\t"}) &&
        line.find(':') == std::string_view::npos)
        return OtherText{"This is a table as kubectl prints it for people. Get it again with -o json."};
    if (yaml) return std::nullopt;
    if (line.starts_with("Warning: ") || isLogLine(line))
        return said(
            "A line of text stands before the JSON: ",
            ". kubectl writes such lines to its error output: get the dump again without 2>&1, or take the line "
            "away.");
    if (beginsWithOneOf(line, {"apiVersion:", "kind:", "items:", "metadata:", "---"}))
        return OtherText{"This is YAML in a file that is named as JSON. Name it .yaml."};
    return std::nullopt;
}

} // namespace core::snapshot::detail
