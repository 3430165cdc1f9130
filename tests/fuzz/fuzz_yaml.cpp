// Any bytes: read in both readings, asked for places, written out again. What must hold on every input: a value written by
// toYaml reads back as itself, and every part of a value has a place. Edits have a fuzzer of their own.
#include <string>
#include <vector>

#include "core/text/yaml.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core::text;

struct Found {
    std::vector<std::string> pointers;
    void collect(const core::Json& value, const std::string& pointer)
    {
        if (pointers.size() >= 200) return;
        pointers.push_back(pointer);
        if (value.is_object()) {
            for (const auto& [key, item] : value.items()) collect(item, pointer + "/" + pointerPart(key));
        } else if (value.is_array()) {
            std::size_t i = 0;
            for (const auto& item : value) collect(item, pointer + "/" + std::to_string(i++));
        }
    }
};

void checkPlaces(const Document& document, const std::vector<std::string>& pointers)
{
    const std::size_t size = document.text().size();
    for (const std::string& pointer : pointers) {
        const auto place = document.locate(pointer);
        must(place.has_value(), "a value has a place");
        must(place->value.start.offset <= place->value.end.offset, "a span runs forwards");
        must(place->value.end.offset <= size, "a span stays in the text");
        (void)document.pointerAt(place->value.start.offset);
        (void)document.locateNearest(pointer + "/nothing/here");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    const Limits limits{.bytes = 1U << 16U, .nodes = 20'000, .expanded = 2'000, .documents = 50, .problems = 20};
    const File file = parse(text, Reading::Manifest, limits);
    (void)parse(text, Reading::Kubeconfig, limits);
    for (const Document& document : file.documents) {
        const File again = parse(toYaml(document.value()));
        must(again.ok() && again.documents.size() == 1, "what toYaml writes can be read");
        must(again.documents.front().value() == document.value(), "toYaml keeps the value");
        Found found;
        found.collect(document.value(), "");
        checkPlaces(document, found.pointers);
    }
    return 0;
}
