#include "core/snapshot/catalogue.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

#include "core/model/age.h"
#include "core/snapshot/extras.h"

namespace core::snapshot {
namespace {

constexpr std::size_t mostRows = 1'000'000;
constexpr std::size_t mostBytes = 64U << 20U;

/// Cells of a row by column name.
class Row {
public:
    Row(const std::vector<std::string>& header, const std::vector<std::string>& cells)
    {
        for (std::size_t i = 0; i < header.size(); ++i) m_cells[header[i]] = cells[i];
    }
    [[nodiscard]] std::string text(std::string_view column) const
    {
        const auto at = m_cells.find(column);
        return at == m_cells.end() ? std::string() : std::string(at->second);
    }
    /// In thousandths, of a plain decimal; absent where it is empty or something else.
    [[nodiscard]] std::optional<std::int64_t> thousandths(std::string_view column) const
    {
        const auto micros = moneyMicros(text(column));
        return micros ? std::optional(*micros / 1000) : std::nullopt;
    }

private:
    std::map<std::string_view, std::string_view, std::less<>> m_cells;
};

/// "… (2024-12)" → the first of that month.
std::optional<Time> monthIn(std::string_view source)
{
    for (std::size_t at = 0; at + 7 <= source.size(); ++at) {
        const std::string_view word = source.substr(at, 7);
        const auto digit = [&](std::size_t i) { return std::isdigit(static_cast<unsigned char>(word[i])) != 0; };
        if (!(digit(0) && digit(1) && digit(2) && digit(3) && word[4] == '-' && digit(5) && digit(6))) continue;
        if (const auto time = model::parseTime(std::string(word) + "-01T00:00:00Z")) return *time;
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<std::vector<std::string>>> readCsv(std::string_view text, const std::string& where)
{
    if (text.size() > mostBytes) return failure(Fault::TooLarge, "The table is larger than 64 MiB.", where);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    std::size_t line = 1;
    std::size_t rowLine = 1;
    const auto at = [&](std::size_t n) { return where + ":" + std::to_string(n); };
    const auto endRow = [&]() -> Result<void> {
        if (row.size() != 1 || !row.front().empty()) {
            if (!rows.empty() && row.size() != rows.front().size())
                return failure(Fault::Malformed,
                               "This row has " + std::to_string(row.size()) + " cells; the first row names " +
                                   std::to_string(rows.front().size()) + " columns.",
                               at(rowLine));
            if (rows.size() >= mostRows)
                return failure(Fault::TooLarge, "The table has more than a million rows.", at(rowLine));
            rows.push_back(std::move(row));
        }
        row.assign(1, {});
        rowLine = line;
        return {};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"') {
                row.back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                row.back() += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"' && row.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            if (auto ended = endRow(); !ended) return tl::unexpected(ended.error());
        } else if (c != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') {
            row.back() += c;
        }
    }
    if (quoted) return failure(Fault::Malformed, "A quote opens in this row and does not close.", at(rowLine));
    if (auto ended = endRow(); !ended) return tl::unexpected(ended.error());
    return rows;
}

Result<Catalogue> readCatalogue(std::string_view types, std::string_view prices)
{
    const auto typeRows = readCsv(types, "gpu_instance_types.csv");
    if (!typeRows) return tl::unexpected(typeRows.error());
    const auto priceRows = readCsv(prices, "gpu_prices_by_region.csv");
    if (!priceRows) return tl::unexpected(priceRows.error());

    Catalogue catalogue;
    for (std::size_t i = 1; i < typeRows->size(); ++i) {
        const Row row(typeRows->front(), (*typeRows)[i]);
        model::InstanceType type;
        type.name = row.text("instance_type");
        const auto vcpu = row.thousandths("vcpu");
        const auto memory = row.thousandths("memory_gib");
        if (type.name.empty() || !vcpu || !memory) continue; // without size it is no type that anything fits
        type.vcpu = *vcpu / 1000;
        type.memoryMib = *memory * 1024 / 1000;
        type.gpuModel = row.text("gpu_model");
        type.gpus = row.thousandths("gpu_count").value_or(0) / 1000;
        if (const auto each = row.thousandths("gpu_memory_gib_each")) type.gpuMemoryMib = *each * 1024 / 1000;
        type.source = row.text("source");
        catalogue.instanceTypes.push_back(std::move(type));
    }
    std::stable_sort(catalogue.instanceTypes.begin(), catalogue.instanceTypes.end(),
                     [](const model::InstanceType& a, const model::InstanceType& b) { return a.name < b.name; });
    for (std::size_t i = 1; i < priceRows->size(); ++i) {
        const Row row(priceRows->front(), (*priceRows)[i]);
        const auto micros = moneyMicros(row.text("price_cny_hour"));
        if (!micros) continue; // unknown is unknown, never zero
        model::Price price;
        price.region = row.text("region");
        price.instanceType = row.text("instance_type");
        price.perHour = {*micros, "CNY"};
        price.source = row.text("source");
        price.seen = monthIn(price.source);
        catalogue.prices.push_back(std::move(price));
    }
    return catalogue;
}

namespace {

std::string_view embedded(std::string_view path)
{
    for (const EmbeddedFile& file : embeddedFiles())
        if (file.path == path) return file.bytes;
    return {};
}

} // namespace

const Catalogue& builtInCatalogue()
{
    static const Catalogue catalogue =
        readCatalogue(embedded("data/gpu_instance_types.csv"), embedded("data/gpu_prices_by_region.csv"))
            .value_or(Catalogue{});
    return catalogue;
}

Result<std::vector<Card>> readCards(std::string_view cards)
{
    const auto rows = readCsv(cards, "gpus.csv");
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Card> out;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const Row row(rows->front(), (*rows)[i]);
        const auto nominal = row.thousandths("memory_nominal_gb");
        if (!nominal || *nominal <= 0) continue;
        Card card{row.text("gpu_model"), *nominal * 1024 / 1000, std::nullopt};
        if (const auto least = row.thousandths("memory_mib_usable"))
            card.usable = CardMemory{*least / 1000,
                                     std::max(*least, row.thousandths("memory_mib_usable_most").value_or(0)) / 1000};
        out.push_back(std::move(card));
    }
    return out;
}

const std::vector<Card>& builtInCards()
{
    static const std::vector<Card> cards = readCards(embedded("data/gpus.csv")).value_or(std::vector<Card>{});
    return cards;
}

CardMemory usableMemory(const std::vector<Card>& cards, const std::string& model, std::int64_t mib)
{
    constexpr std::int64_t gib = 1024;
    if (mib % gib != 0) return {mib, mib};
    CardMemory out{mib, mib};
    for (const Card& card : cards) {
        if (!card.usable) continue;
        if (card.model == model && card.nominalMib == mib) return *card.usable;
        const std::int64_t rest = mib % card.nominalMib;
        out.least = std::min(out.least,
                             mib / card.nominalMib * card.usable->least + rest * card.usable->least / card.nominalMib);
    }
    return out;
}

} // namespace core::snapshot
