// What a server publishes as the schemas of its kinds: every number in the table leads into it, every text can be shown, and every field that is there is found by its path.
#include <algorithm>
#include <string>

#include "core/kube/openapi.h"
#include "tests/fuzz/must.h"

namespace {

using core::kube::Schema;
using core::kube::Schemas;

void check(const Schemas& schemas, const Schema& one)
{
    must(!one.element || *one.element < schemas.all.size(), "an element is in the table");
    must(!one.values || *one.values < schemas.all.size(), "so are a map's values");
    must(one.description.find('\x1b') == std::string::npos, "a description does not steer a terminal");
    for (const auto& field : one.fields) {
        must(field.schema < schemas.all.size(), "a field's schema is in the table");
        must(one.field(field.name) == &field, "a field is found by its name");
        must(!schemas.typeText(field.schema).empty(), "it has a type");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const core::kube::SchemaLimits limits{8, 200, 100};
    const auto read = core::kube::readSchemas(text, limits);
    if (!read) return 0;
    must(read->all.size() <= limits.schemas + 1, "the table is bounded");
    for (const Schema& one : read->all) check(*read, one);
    for (const auto& kind : read->kinds) {
        must(kind.schema < read->all.size(), "a kind's schema is in the table");
        const auto found = core::kube::fieldAt(*read, read->all[kind.schema], "spec.containers.image");
        if (!found) must(found.error().name.size() <= 250, "what is not there is named");
    }
    return 0;
}
