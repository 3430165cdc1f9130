// Any bytes as a plan; where they are JSON, with a digest that is right, as whoever makes a plan can write one. What must hold: what is
// read is written and read back the same, and no Secret in it has a value; differences of its objects can be told, and their paths found.
#include <string>

#include "core/change/outline.h"
#include "core/change/plan.h"
#include "core/change/wishes.h"
#include "core/kube/pem.h"
#include "tests/fuzz/must.h"

namespace {

using core::Json;
using namespace core::change;

std::string sealed(std::string_view text)
{
    Json document = Json::parse(text, nullptr, false);
    if (!document.is_object()) return std::string(text);
    document["apiVersion"] = "berth/v1";
    document["kind"] = "Plan";
    document.erase("digest");
    const std::string body = document.dump(-1, ' ', false, Json::error_handler_t::replace);
    document["digest"] = "sha256:" + core::kube::sha256(body);
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    static_cast<void>(readPlan(text));
    const auto plan = readPlan(sealed(text));
    if (!plan) {
        must(!plan.error().what.empty(), "a refusal has a sentence");
        return 0;
    }
    const std::string written = toText(*plan);
    const auto again = readPlan(written);
    must(again.has_value(), "what is written reads back");
    must(toText(*again) == written, "as the same plan");
    must(blocking(*plan).size() <= plan->checks.size(), "checks that are there");
    static_cast<void>(fixesOf(*plan, {}));
    for (const Step& step : plan->steps) {
        must(masked(step.object) == step.object, "no value of a Secret gets in");
        for (const Difference& one : diff(step.seen.object, step.object, step.object).differences)
            static_cast<void>(valueAt(step.object, one.path));
    }
    return 0;
}
