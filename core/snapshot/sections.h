#pragma once

#include "core/base/result.h"
#include "core/snapshot/binary.h"
#include "core/snapshot/fleet.h"

/// Detail: the content of a file's sections (format.md).
namespace core::snapshot::detail {

void writeCluster(Writer& writer, const ClusterData& data);
/// Fills `data`, derived columns included; faults go to the reader.
void readCluster(Reader& reader, ClusterData& data);

/// Everything of a fleet but its clusters, its digest and what is reported.
void writeFleet(Writer& writer, const Fleet& fleet);
void readFleet(Reader& reader, Fleet& fleet);

/// What a cluster's API server adds and asks; a section of its own behind the cluster's, since it came later.
void writeAdmission(Writer& writer, const Admission& admission);
void readAdmission(Reader& reader, Admission& admission);

/// Since when its nodes are ready, or are not; a section of its own, likewise.
void writeReadySince(Writer& writer, const NodeTable& nodes);
void readReadySince(Reader& reader, NodeTable& nodes);

/// Which of its kinds were listed; a section of its own, likewise. Where there is none, those of which some are there.
[[nodiscard]] Listed listedByContent(const ClusterData& data);
void writeListed(Writer& writer, const ClusterData& data);
/// @param listed  as by content (listedByContent), for what the section does not say
void readListed(Reader& reader, Listed& listed);

/// Quotas of the whole fleet; a section of their own, since they came later.
void writeFederatedQuotas(Writer& writer, const std::vector<NamespaceQuota>& quotas);
void readFederatedQuotas(Reader& reader, std::vector<NamespaceQuota>& quotas);
void writeFleetClaims(Writer& writer, const std::vector<Json>& claims);
void readFleetClaims(Reader& reader, std::vector<Json>& claims);

/// What controllers report; a section of its own, since it came later and the digest leaves it out.
void writeReported(Writer& writer, const Reported& reported);
void readReported(Reader& reader, Reported& reported);

/// What people call the clusters; a section of its own, for the same reasons.
void writeAliases(Writer& writer, const std::map<std::string, std::string>& aliases);
void readAliases(Reader& reader, std::map<std::string, std::string>& aliases);

/// The whole content of a file before it is compressed, and back. Faults say the byte of this content.
[[nodiscard]] std::string sectionsOf(const Fleet& fleet);
[[nodiscard]] Result<FleetPtr> fleetOf(std::string_view raw, const std::string& where);
/// Header and compressed frame around such content.
[[nodiscard]] std::string wrapped(std::string_view raw);

/// 64 bits of a section's bytes, never 0.
[[nodiscard]] std::uint64_t sealOf(std::string_view bytes);
/// That of a cluster's sections, without their bytes as a whole.
[[nodiscard]] std::uint64_t sealOf(const ClusterData& data);
/// The same from that of its tables. Where nothing of admission is known, it is that of the tables.
[[nodiscard]] std::uint64_t sealWith(std::uint64_t tables, const Admission& admission);
/// Likewise, of that with the admission.
[[nodiscard]] std::uint64_t sealWithReadySince(std::uint64_t cluster, const NodeTable& nodes);
[[nodiscard]] std::uint64_t sealWithListed(std::uint64_t cluster, const ClusterData& data);
/// The fleet's, likewise.
[[nodiscard]] std::uint64_t sealWith(std::uint64_t fleet, const std::vector<NamespaceQuota>& federatedQuotas);
[[nodiscard]] std::uint64_t sealWithClaims(std::uint64_t fleet, const std::vector<Json>& claims);
/// The fleet's digest from its parts' seals: 16 hex digits.
[[nodiscard]] std::string digestOf(std::uint64_t fleetSeal, const std::vector<ClusterPtr>& clusters);

} // namespace core::snapshot::detail
