// Any bytes: read in both readings, asked for places, written out again, edited. What must hold on every input:
// a value written by toYaml reads back as itself, every part of a value has a place, and an edit changes its one value.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/text/yaml.h"

namespace {

using namespace core::text;

void require(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "fuzz_yaml: %s\n", what);
    std::abort();
}

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
        require(place.has_value(), "a value has no place");
        require(place->value.start.offset <= place->value.end.offset, "a span runs backwards");
        require(place->value.end.offset <= size, "a span leaves the text");
        (void)document.pointerAt(place->value.start.offset);
        (void)document.locateNearest(pointer + "/nothing/here");
    }
}

void checkEdits(std::string_view text, const Document& document, const std::vector<std::string>& pointers)
{
    static const core::Json values[] = {7, "yes", "two\nlines\n", {{"a", {1, "b: c"}}}, nullptr};
    std::size_t n = text.size();
    for (const std::string& pointer : pointers) {
        const auto set = setValue(document, pointer, values[n++ % 5]);
        if (set) (void)parse(core::text::apply(text, *set));
        const auto removed = removeValue(document, pointer);
        if (removed) (void)parse(core::text::apply(text, *removed));
        (void)insertValue(document, pointer + "/new", values[n++ % 5]);
        if (n > text.size() + 24) return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Limits limits{.bytes = 1U << 16U, .nodes = 20'000, .expanded = 2'000, .documents = 50, .problems = 20};
    const File file = parse(text, Reading::Manifest, limits);
    (void)parse(text, Reading::Kubeconfig, limits);
    std::size_t budget = 4;
    for (const Document& document : file.documents) {
        const File again = parse(toYaml(document.value()));
        require(again.ok() && again.documents.size() == 1, "toYaml gave what cannot be read");
        require(again.documents.front().value() == document.value(), "toYaml gave another value");
        Found found;
        found.collect(document.value(), "");
        checkPlaces(document, found.pointers);
        if (size < 2048 && budget > 0) {
            --budget;
            checkEdits(text, document, found.pointers);
        }
    }
    return 0;
}
