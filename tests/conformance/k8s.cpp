#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/model/age.h"
#include "core/model/labels.h"
#include "core/model/quantity.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core::model;

std::string nameOf(Quantity::Format format)
{
    switch (format) {
    case Quantity::Format::DecimalSI: return "DecimalSI";
    case Quantity::Format::BinarySI: return "BinarySI";
    case Quantity::Format::DecimalExponent: return "DecimalExponent";
    }
    return {};
}

/// Fields that the recording itself marks as not comparable (tests/vectors/README.md).
bool comparable(const Json& expect, const std::string& key)
{
    for (const char* list : {"inexact", "overflow"})
        if (expect.contains(list))
            for (const Json& name : expect.at(list))
                if (name == key) return false;
    return true;
}

/// Only the comparable fields of `expect` that we have an answer for.
Outcome compareFields(const Json& got, const Json& expect)
{
    Json want = Json::object();
    Json mine = Json::object();
    for (const auto& [key, value] : got.items()) {
        if (!expect.contains(key) || expect.at(key).is_null() || !comparable(expect, key)) continue;
        want[key] = expect.at(key);
        mine[key] = value;
    }
    return compare(mine, want);
}

Outcome quantityCase(const Json& line)
{
    const Json& expect = line.at("expect");
    const auto parsed = Quantity::parse(line.at("input").get<std::string>());
    if (!parsed) {
        const bool suffix = parsed.error().what.find("suffix \"") != std::string::npos;
        return compareFields({{"ok", false}, {"error_class", suffix ? "suffix" : "format"}}, expect);
    }
    const Quantity& q = *parsed;
    Json got{{"ok", true},
             {"canonical", q.canonical()},
             {"string", q.text()},
             {"json", "\"" + q.text() + "\""},
             {"format", nameOf(q.format())},
             {"value", std::to_string(q.value())},
             {"milli", std::to_string(q.milli())},
             {"nano_scaled", std::to_string(q.scaled(-9))},
             {"mega_scaled", std::to_string(q.scaled(6))},
             {"as_dec", q.decimal()},
             {"sign", q.sign()},
             {"is_zero", q.isZero()},
             {"negated", q.negated().canonical()}};
    Outcome outcome = compareFields(got, expect);
    const double approximate = expect.at("approx_float").get<double>();
    const bool near = std::abs(q.approximate() - approximate) <= std::abs(approximate) * 1e-12;
    return {outcome.passed && near, outcome.got + " approx " + std::to_string(q.approximate()), outcome.want};
}

Outcome pairCase(const Json& line)
{
    const auto a = Quantity::parse(line.at("a").get<std::string>());
    const auto b = Quantity::parse(line.at("b").get<std::string>());
    if (!a || !b) return {false, "does not parse", "two quantities"};
    const Quantity sum = *a + *b;
    const Quantity difference = *a - *b;
    Json got{{"cmp", *a < *b   ? -1
                     : *a > *b ? 1
                               : 0},
             {"equal", *a == *b},
             {"add", sum.canonical()},
             {"sub", difference.canonical()},
             {"add_format", nameOf(sum.format())},
             {"sub_format", nameOf(difference.format())}};
    // Sums beyond 64 bits wrap in the recording; only those that fit are comparable.
    if (!sum.exceeds(0)) got["add_value"] = std::to_string(sum.value());
    if (!sum.exceeds(-3)) got["add_milli"] = std::to_string(sum.milli());
    // Go rounds a negative fraction up past zero; listed in tests/vectors/README.md.
    const bool fraction = difference.sign() < 0 && Quantity::of(difference.value()) != difference;
    if (!difference.exceeds(0) && !fraction) got["sub_value"] = std::to_string(difference.value());
    return compareFields(got, line.at("expect"));
}

Outcome sumCase(const Json& line)
{
    Quantity sum;
    for (const Json& input : line.at("inputs")) {
        const auto parsed = Quantity::parse(input.get<std::string>());
        if (!parsed) return compareFields({{"ok", false}}, line.at("expect"));
        sum = sum + *parsed;
    }
    Json got{{"ok", true}, {"canonical", sum.canonical()}, {"format", nameOf(sum.format())}};
    if (!sum.exceeds(0)) got["value"] = std::to_string(sum.value());
    if (!sum.exceeds(-3)) got["milli"] = std::to_string(sum.milli());
    return compareFields(got, line.at("expect"));
}

std::string operatorText(const Requirement& one)
{
    if (!one.spelled.empty()) return one.spelled;
    switch (one.op) {
    case Requirement::Op::In: return "in";
    case Requirement::Op::NotIn: return "notin";
    case Requirement::Op::Exists: return "exists";
    case Requirement::Op::DoesNotExist: return "!";
    case Requirement::Op::Gt: return "gt";
    case Requirement::Op::Lt: return "lt";
    }
    return {};
}

Json matchList(const Json& sets, const auto& matchesOne)
{
    Json out = Json::array();
    for (const Json& set : sets) out.push_back(matchesOne(set.get<Labels>()));
    return out;
}

Outcome selectorCase(const Json& line)
{
    const auto parsed = parseSelector(line.at("input").get<std::string>());
    if (!parsed) return compareFields({{"ok", false}}, line.at("expect"));
    Json requirements = Json::array();
    for (const Requirement& one : *parsed)
        requirements.push_back({{"key", one.key}, {"op", operatorText(one)}, {"values", one.values}});
    Json got{{"ok", true},
             {"canonical", toText(*parsed)},
             {"empty", parsed->empty()},
             {"matches", matchList(line.at("label_sets"), [&](const Labels& set) { return matches(*parsed, set); })}};
    if (!requirements.empty()) got["requirements"] = requirements;
    return compareFields(got, line.at("expect"));
}

Outcome parseCase(const Json& line)
{
    return line.contains("label_sets") ? selectorCase(line) : quantityCase(line);
}

Outcome selectorObjectCase(const Json& line)
{
    const Json& input = line.at("input");
    Issues issues;
    const bool absent = input.is_null(); // no selector at all matches nothing
    const LabelSelector selector = absent ? LabelSelector{} : readLabelSelector(input, "", issues);
    if (!selector.valid) return compareFields({{"ok", false}}, line.at("expect"));
    return compareFields({{"ok", true},
                          {"canonical", toText(selector.requirements)},
                          {"empty", !absent && selector.requirements.empty()},
                          {"format_label_selector", toText(selector)},
                          {"matches", matchList(line.at("label_sets"),
                                                [&](const Labels& set) { return !absent && matches(selector, set); })}},
                         line.at("expect"));
}

Outcome fieldSelectorCase(const Json& line)
{
    const auto parsed = parseFieldSelector(line.at("input").get<std::string>());
    if (!parsed) return compareFields({{"ok", false}}, line.at("expect"));
    Json requirements = Json::array();
    for (const FieldRequirement& one : *parsed)
        requirements.push_back({{"field", one.field}, {"op", one.op}, {"value", one.value}});
    Json got{{"ok", true},
             {"canonical", toText(*parsed)},
             {"empty", parsed->empty()},
             {"matches", matchList(line.at("field_sets"), [&](const Labels& set) { return matches(*parsed, set); })}};
    if (!requirements.empty()) got["requirements"] = requirements;
    return compareFields(got, line.at("expect"));
}

Outcome durationCase(const Json& line)
{
    const std::chrono::nanoseconds duration{std::stoll(line.at("nanoseconds").get<std::string>())};
    return compareFields({{"human", humanDuration(duration)}, {"short_human", shortHumanDuration(duration)}},
                         line.at("expect"));
}

} // namespace

void addKubernetesValues(Groups& groups)
{
    groups["parse"] = parseCase;
    groups["pair"] = pairCase;
    groups["sum_from_zero"] = sumCase;
    groups["label_selector_object"] = selectorObjectCase;
    groups["field_selector"] = fieldSelectorCase;
    groups["duration"] = durationCase;
}

} // namespace conformance
