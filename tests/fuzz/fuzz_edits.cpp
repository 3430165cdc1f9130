// The first byte picks a value, the rest is a text: at each of its values something is set, added, put in front, removed. What must
// hold: an edit that is offered makes exactly its one change in its document and none in the others, and touches only lines of
// what it changes; what is refused says why.
#include <algorithm>
#include <string>
#include <vector>

#include "core/text/yaml.h"
#include "tests/fuzz/must.h"

namespace {

using core::Json;
using namespace core::text;

constexpr std::size_t mostEdits = 40;

void collect(const Json& value, const std::string& pointer, std::vector<std::string>& out)
{
    if (out.size() >= mostEdits) return;
    out.push_back(pointer);
    std::size_t index = 0;
    for (auto it = value.begin(); value.is_structured() && it != value.end(); ++it, ++index)
        collect(*it, pointer + "/" + (value.is_object() ? pointerPart(it.key()) : std::to_string(index)), out);
}

struct Edit {
    const File& file;
    std::size_t document;
    std::string_view text;

    void check(const core::Result<Patches>& patches, const Json& wanted) const
    {
        if (!patches) {
            must(!patches.error().what.empty(), "a refusal says why");
            return;
        }
        std::size_t last = 0;
        for (const Patch& patch : *patches) {
            must(patch.offset >= last && patch.offset + patch.length <= text.size(),
                 "patches stand in order in the text");
            last = patch.offset + patch.length;
        }
        const File after = parse(apply(text, *patches));
        const bool gone = wanted.is_null(); // a document without a value is no document
        if (after.documents.size() + (gone ? 1 : 0) != file.documents.size())
            std::fprintf(stderr, "wanted %s\n---\n%s\n", wanted.dump().c_str(), apply(text, *patches).c_str());
        must(after.documents.size() + (gone ? 1 : 0) == file.documents.size(), "the documents stay");
        for (std::size_t i = 0; i < file.documents.size(); ++i) {
            if (gone && i == document) continue;
            const Json& is = after.documents[gone && i > document ? i - 1 : i].value();
            if (is != (i == document ? wanted : file.documents[i].value()))
                std::fprintf(stderr, "doc %zu of %zu is %s\nwanted %s\n---\n%s\n", i, document, is.dump().c_str(),
                             file.documents[i].value().dump().c_str(), apply(text, *patches).c_str());
            must(is == (i == document ? wanted : file.documents[i].value()), "one value changes, as asked");
        }
    }
};

Json& at(Json& value, const std::string& pointer)
{
    return value[Json::json_pointer(pointer)];
}

void checkSet(const Edit& edit, const Document& document, const std::string& pointer, const Json& fresh)
{
    Json wanted = document.value();
    at(wanted, pointer) = fresh;
    edit.check(setValue(document, pointer, fresh), wanted);

    Json more = document.value();
    Json& target = at(more, pointer);
    if (target.is_array()) {
        target.push_back(fresh);
        edit.check(setValue(document, pointer + "/-", fresh), more);
    } else if (target.is_object()) {
        target["new~key"] = fresh;
        edit.check(setValue(document, pointer + "/new~0key", fresh), more);
    }
}

void checkRemove(const Edit& edit, const Document& document, const std::string& pointer, const Json& fresh)
{
    if (pointer.empty()) return;
    const Json::json_pointer whole(pointer);
    Json without = document.value();
    Json& container = without[whole.parent_pointer()];
    if (container.is_array()) {
        const auto index = static_cast<std::ptrdiff_t>(std::stoul(whole.back()));
        Json more = document.value();
        Json& items = more[whole.parent_pointer()];
        items.insert(items.begin() + index, fresh);
        edit.check(insertValue(document, pointer, fresh), more);
        container.erase(container.begin() + index);
    } else {
        container.erase(whole.back());
    }
    edit.check(removeValue(document, pointer), without);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Json values[] = {7,    "yes",       "two\nlines\n", {{"a", {1, "b: c"}}, {"d", Json::object()}},
                                  true, "---\n...x", nullptr,        {{{"e", "# f"}}, Json::array()},
                                  "",   " \t",       -0.5,           "\xC3\xA9 \x01"};
    if (size == 0 || size > 2048) return 0;
    const std::string_view text = textOf(data + 1, size - 1);
    const File file = parse(text);
    if (!file.ok()) return 0;
    std::size_t n = data[0];
    for (std::size_t i = 0; i < std::min<std::size_t>(file.documents.size(), 3); ++i) {
        const Document& document = file.documents[i];
        const Edit edit{file, i, text};
        std::vector<std::string> pointers;
        collect(document.value(), "", pointers);
        for (const std::string& pointer : pointers) {
            const Json& fresh = values[n++ % std::size(values)];
            checkSet(edit, document, pointer, fresh);
            checkRemove(edit, document, pointer, fresh);
        }
    }
    return 0;
}
