#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/pool.h"

/// The program's own list of GPU instance types and list prices (resources/data), embedded when it was built.
namespace core::snapshot {

struct Catalogue {
    std::vector<model::InstanceType> instanceTypes; ///< sorted by name
    std::vector<model::Price> prices;               ///< on demand, CNY, by type and region
};

/// What programs find on one card, in MiB: less than the size that it is sold by, and by driver more or less.
struct CardMemory {
    std::int64_t least{};
    std::int64_t most{};
    bool operator==(const CardMemory&) const = default;
};

/// One kind of card.
struct Card {
    std::string model; ///< as in InstanceType::gpuModel
    std::int64_t nominalMib{};
    std::optional<CardMemory> usable; ///< absent: nobody looked
};

/// Rows of RFC 4180: quotes, commas and line ends inside quotes. The first row names the columns.
/// @errors Malformed: an open quote, a row with more or fewer cells; TooLarge: more than a million rows or 64 MiB.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> readCsv(std::string_view text, const std::string& where);

/// @param types   columns instance_type, vcpu, memory_gib, gpu_model, gpu_count, gpu_memory_gib_each, source
/// @param prices  columns instance_type, region, price_cny_hour, source; a date in the source ("2024-12") is when it was seen
[[nodiscard]] Result<Catalogue> readCatalogue(std::string_view types, std::string_view prices);

/// Read once, on first use.
[[nodiscard]] const Catalogue& builtInCatalogue();

/// @param cards  columns gpu_model, memory_nominal_gb, memory_mib_usable, memory_mib_usable_most (empty: drivers agree)
[[nodiscard]] Result<std::vector<Card>> readCards(std::string_view cards);
[[nodiscard]] const std::vector<Card>& builtInCards();

/// What a card has of the size that its instance type is listed with. A size that is not one that cards are sold by was
/// measured, and is what there is; of a card that nobody looked at, no less of it than of the one that loses most.
/// @param mib  InstanceType::gpuMemoryMib
[[nodiscard]] CardMemory usableMemory(const std::vector<Card>& cards, const std::string& model, std::int64_t mib);

/// A file that was embedded: "data/gpu_instance_types.csv", "demo/fleet.yaml", "schema/preview.schema.json".
struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};
[[nodiscard]] std::vector<EmbeddedFile> embeddedFiles();

} // namespace core::snapshot
