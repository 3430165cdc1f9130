// Words parted by blanks: quantities, durations, times. What must hold: what is printed reads back as the same amount, the order
// is one, a sum has no order, and what was added can be taken away again wherever 38 digits hold the sum.
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "core/model/age.h"
#include "core/model/quantity.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::model;

void readsBack(const Quantity& q, const std::string& text)
{
    const auto again = Quantity::parse(text);
    must(again.has_value(), "a printed quantity is a quantity");
    must(*again == q, "a printed quantity has its value");
}

void checkOne(const Quantity& q)
{
    readsBack(q, q.text());
    readsBack(q, q.canonical());
    // Not the first: what was binary and has no binary suffix reads back as a decimal.
    const Quantity second = *Quantity::parse(q.canonical());
    must(Quantity::parse(second.canonical())->canonical() == second.canonical(),
         "the second canonical form is its own");
    if (!q.exceeds(12) && q.decimal().size() < 64) readsBack(q, q.decimal());
    const Quantity printed = *Quantity::parse(q.text());
    must(Quantity::parse(printed.text())->text() == printed.text(), "the second printed form is its own");
    must(q.negated().negated() == q, "twice negated is the same");
    must((q.sign() > 0) == (q > Quantity{}) && (q.sign() < 0) == (q < Quantity{}), "the sign is that of the value");
    for (int scale = -9; scale <= 6; ++scale) {
        must(scale == -9 || q.exceeds(scale - 1) || !q.exceeds(scale), "a coarser unit holds more");
        (void)q.scaled(scale);
    }
    must(q.value() == q.scaled(0) && q.milli() == q.scaled(-3), "units and thousandths are scales");
    (void)q.approximate();
    (void)amountOf("cpu", q);
}

void checkTwo(const Quantity& a, const Quantity& b)
{
    must((a < b) == (b > a) && (a == b) == (b == a) && (a < b) + (a == b) + (a > b) == 1, "the order is one");
    const Quantity sum = a + b;
    must(sum == b + a, "a sum has no order");
    must(a - b == (b - a).negated(), "a difference turned round is its negative");
    const bool near = a.decimal().size() < 19 && b.decimal().size() < 19;
    if (near) must(sum - b == a && a - a == Quantity{}, "what was added can be taken away");
    if (near) must((sum < a) == (b.sign() < 0), "a sum grows by what is positive");
}

void checkTimes(std::string_view word)
{
    if (const auto time = parseTime(word)) {
        const auto again = parseTime(toText(*time));
        must(again && *again == *time, "a printed time reads back");
    }
    if (const auto duration = parseDuration(word)) {
        must(!humanDuration(*duration).empty(), "a duration has a text");
        must(!shortHumanDuration(*duration).empty(), "a duration has a short text");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view text = textOf(data, size);
    std::vector<Quantity> seen;
    for (std::size_t words = 0; words < 8 && !text.empty(); ++words) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        checkTimes(word);
        const auto quantity = Quantity::parse(word);
        if (!quantity) {
            must(!quantity.error().what.empty(), "a refusal says why");
            continue;
        }
        checkOne(*quantity);
        for (const Quantity& other : seen) checkTwo(*quantity, other);
        seen.push_back(*quantity);
    }
    return 0;
}
