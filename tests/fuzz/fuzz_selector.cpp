// A label selector, a field selector, or (a text that starts with a brace) the object form. What must hold: the printed form reads
// back as the same selector, printed again it is the same, and no selector says both yes and no.
#include <algorithm>
#include <string>

#include "core/model/labels.h"
#include "core/text/yaml.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::model;

const Labels sets[] = {
    {}, {{"a", "1"}}, {{"a", "x"}, {"b", ""}}, {{"a", "9223372036854775807"}, {"metadata.name", "y"}}};

void checkText(std::string_view text)
{
    const auto read = parseSelector(text);
    if (!read) {
        must(!read.error().what.empty(), "a refusal says why");
        return;
    }
    const std::string printed = toText(*read);
    const auto again = parseSelector(printed);
    must(again.has_value(), "a printed selector is a selector");
    must(toText(*again) == printed, "it is printed the same again");
    for (const Labels& labels : sets) {
        must(matches(*read, labels) == matches(*again, labels), "it selects the same");
        for (const Requirement& one : *read)
            must(matches(one, labels) || !matches(*read, labels), "all of its conditions hold where it does");
    }
}

void checkFields(std::string_view text)
{
    const auto read = parseFieldSelector(text);
    if (!read) return;
    const auto again = parseFieldSelector(toText(*read));
    // In another order maybe: terms are sorted as they were written, `a==1` behind `a=2`.
    must(again && std::ranges::is_permutation(*again, *read), "a printed field selector reads back");
    for (const Labels& labels : sets) (void)matches(*read, labels);
}

void checkObject(std::string_view text)
{
    for (const auto& document : text::parse(text).documents) {
        Issues issues;
        const LabelSelector selector = readLabelSelector(document.value(), "", issues);
        must(selector.valid || hasErrors(issues), "what is not valid is said");
        for (const Labels& labels : sets)
            must(selector.valid || !matches(selector, labels), "what is not valid matches nothing");
        const std::string printed = toText(selector);
        must(!printed.empty(), "a selector has a text");
        if (selector.valid && printed != "<none>") must(parseSelector(printed).has_value(), "its text is a selector");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    if (text.starts_with("{")) {
        checkObject(text);
    } else {
        checkText(text);
        checkFields(text);
    }
    return 0;
}
