// Files of a folder of dumps, each behind a line `=== path`. What must hold: the folder is refused with a sentence and a place, or
// it is a fleet that can be saved and opened again, and no Secret's value is in the file.
#include <string>
#include <vector>

#include "core/snapshot/file.h"
#include "core/snapshot/json_split.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::snapshot;

std::vector<DumpFile> filesOf(std::string_view text)
{
    constexpr std::string_view mark = "=== ";
    std::vector<DumpFile> files;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with(mark)) {
            files.push_back({std::string(line.substr(mark.size())), {}});
        } else {
            if (files.empty()) files.push_back({"clusters/c1/nodes.json", {}});
            files.back().text.append(line).append("\n");
        }
    }
    return files;
}

/// The same objects come out wherever the pieces of a file end.
void checkPieces(const std::string& text, std::size_t piece)
{
    const auto read = [&text](std::size_t most) {
        std::string seen;
        std::size_t at = 0;
        const snapshot::detail::Source source = [&]() -> Result<std::string_view> {
            const std::string_view next = std::string_view(text).substr(at, most);
            at += next.size();
            return next;
        };
        const auto done = snapshot::detail::JsonSplitter::read(
            source, [&seen](Json&& item, const snapshot::detail::ItemPlace& place) {
                seen += std::to_string(place.line) + item.dump(-1, ' ', false, Json::error_handler_t::replace);
                return true;
            });
        return seen + (done ? "" : done.error().text());
    };
    must(read(text.size()) == read(piece), "pieces make no difference");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<DumpFile> files = filesOf(textOf(data, size));
    for (const DumpFile& file : files)
        if (file.text.size() > 8 && file.path.ends_with("json")) checkPieces(file.text, 3 + size % 61);
    const Result<Opened> opened = openDumps(files, "folder");
    if (!opened) {
        must(opened.error().what.ends_with(".") || opened.error().what.ends_with("?"), "a refusal is a sentence");
        must(opened.error().where.starts_with("folder"), "a refusal has a place");
        return 0;
    }
    for (const Note& note : opened->notes) must(!note.what.empty(), "a note says something");
    for (const Gap& gap : opened->fleet->gaps)
        must(!gap.what.empty() && !gap.unknown.empty(), "a gap says what is unknown");
    const std::string bytes = pack(*opened->fleet);
    const Result<FleetPtr> again = unpack(bytes);
    must(again.has_value(), "what was packed can be opened");
    must((*again)->digest == opened->fleet->digest && pack(**again) == bytes, "it is the same fleet");
    return 0;
}
