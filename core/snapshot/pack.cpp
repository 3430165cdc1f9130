#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include "core/snapshot/file.h"
#include "core/snapshot/sections.h"

// The format is described in format.md.
namespace core::snapshot {
namespace {

constexpr std::string_view magic = "\x89"
                                   "BERTH\r\n";
constexpr std::uint16_t major = 1;
constexpr std::uint16_t minor = 6;
constexpr std::size_t headerSize = 56;
constexpr std::size_t headerHashAt = 48;
constexpr int level = 3;
constexpr std::uint64_t largest = std::uint64_t{8} << 30U;
constexpr std::uint64_t unsuspicious = std::uint64_t{16} << 20U;
constexpr std::uint64_t largestRatio = 500;

std::uint64_t checksumOf(std::string_view bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

template <class T>
void append(std::string& out, T value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T at(std::string_view bytes, std::size_t offset)
{
    T value{};
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

void section(std::string& out, std::string_view tag, std::string_view content)
{
    out += tag;
    append(out, static_cast<std::uint64_t>(content.size()));
    out += content;
}

std::string place(const std::string& where, std::size_t byte)
{
    return (where.empty() ? "snapshot" : where) + ":byte " + std::to_string(byte);
}

auto damaged(const std::string& where, std::size_t byte, const std::string& what)
{
    return failure(Fault::Malformed, "The snapshot is damaged: " + what + ". Take it from its origin again.",
                   place(where, byte));
}

struct Header {
    std::uint64_t rawSize{};
    std::string_view frame;
};

Result<Header> readHeader(std::string_view bytes, const std::string& where)
{
    const std::size_t same = std::min(bytes.size(), magic.size());
    if (bytes.empty()) return failure(Fault::Malformed, "The file is empty: no snapshot.", place(where, 0));
    if (bytes.substr(0, same) != magic.substr(0, same))
        return failure(Fault::Malformed,
                       "This is not a Berth snapshot. Expected a file made by `berthctl snapshot pack`, or a folder of "
                       "`kubectl get -o json` dumps.",
                       place(where, 0));
    if (bytes.size() < headerSize)
        return damaged(where, bytes.size(),
                       "it ends inside its header, after " + std::to_string(bytes.size()) + " bytes");
    if (checksumOf(bytes.substr(0, headerHashAt)) != at<std::uint64_t>(bytes, headerHashAt))
        return damaged(where, 0, "its header does not match its own checksum");
    const auto version = at<std::uint16_t>(bytes, 8);
    if (version > major)
        return failure(Fault::Unsupported,
                       "The snapshot has format version " + std::to_string(version) +
                           "; this program reads up to version " + std::to_string(major) +
                           ". Open it with a newer Berth.",
                       place(where, 8));
    Header header;
    header.rawSize = at<std::uint64_t>(bytes, 16);
    const auto packed = at<std::uint64_t>(bytes, 24);
    const std::uint64_t there = bytes.size() - headerSize;
    if (version < major || packed > largest) return damaged(where, 8, "its header makes no sense");
    if (there < packed)
        return damaged(where, bytes.size(),
                       "it was cut: " + std::to_string(packed - there) + " of " + std::to_string(packed + headerSize) +
                           " bytes are missing");
    if (there > packed)
        return damaged(where, headerSize + static_cast<std::size_t>(packed), "something follows its end");
    if (header.rawSize > largest || (header.rawSize > unsuspicious && header.rawSize / largestRatio > packed))
        return failure(Fault::TooLarge,
                       "The snapshot would unpack to " + std::to_string(header.rawSize) +
                           " bytes, more than any fleet has. It is not opened.",
                       place(where, 16));
    header.frame = bytes.substr(headerSize);
    if (checksumOf(header.frame) != at<std::uint64_t>(bytes, 32))
        return damaged(where, headerSize, "its content does not match its checksum");
    return header;
}

Result<std::string> decompress(const Header& header, const std::string& where)
{
    const unsigned long long stated = ZSTD_getFrameContentSize(header.frame.data(), header.frame.size());
    if (stated != header.rawSize) return damaged(where, headerSize, "two of its sizes differ");
    if (ZSTD_findFrameCompressedSize(header.frame.data(), header.frame.size()) != header.frame.size())
        return damaged(where, headerSize, "its content is not one compressed frame");
    std::string raw(static_cast<std::size_t>(header.rawSize), '\0');
    const std::size_t size = ZSTD_decompress(raw.data(), raw.size(), header.frame.data(), header.frame.size());
    if (ZSTD_isError(size) != 0U)
        return damaged(where, headerSize, std::string("it cannot be decompressed (") + ZSTD_getErrorName(size) + ")");
    if (size != raw.size()) return damaged(where, headerSize, "it is shorter than it says");
    return raw;
}

struct Sections {
    Fleet fleet;
    std::shared_ptr<ClusterData> cluster; ///< the last one; nobody else has it yet
    bool admitted = false;                ///< its admission was read
    bool listed = false;                  ///< which of its kinds were listed, likewise
    bool hasFleet = false;
    bool ended = false;
    std::uint64_t fleetSeal = 0;
};

/// One section; the text says what is wrong with it, empty if nothing.
std::string readSection(std::string_view tag, std::string_view content, Sections& all, std::size_t& position)
{
    detail::Reader reader(content);
    if (tag == "END.") {
        all.ended = true;
        return content.empty() ? "" : "its end is not empty";
    }
    if (tag == "FLET") {
        if (all.hasFleet) return "it has two fleets";
        all.hasFleet = true;
        detail::readFleet(reader, all.fleet);
        all.fleetSeal = detail::sealOf(content);
    } else if (tag == "CLUS") {
        auto data = std::make_shared<ClusterData>();
        detail::readCluster(reader, *data);
        data->listed = detail::listedByContent(*data);
        data->seal.value = detail::sealOf(content);
        if (!all.fleet.clusters.empty() && !(all.fleet.clusters.back()->cluster.name < data->cluster.name) &&
            !reader.failed())
            return "clusters out of order";
        all.cluster = data;
        all.admitted = false;
        all.listed = false;
        all.fleet.clusters.push_back(std::move(data));
    } else if (tag == "ADMT") {
        if (all.cluster == nullptr || std::exchange(all.admitted, true)) return "an admission without its cluster";
        detail::readAdmission(reader, all.cluster->admission);
        all.cluster->seal.value = detail::sealWith(all.cluster->seal.value, all.cluster->admission);
    }
    if (tag == "SNCE") {
        if (all.cluster == nullptr || !all.cluster->nodes.readySince.empty()) return "times without their nodes";
        detail::readReadySince(reader, all.cluster->nodes);
        if (all.cluster->nodes.readySince.empty() && !reader.failed()) return "a section that says nothing";
        all.cluster->seal.value = detail::sealWithReadySince(all.cluster->seal.value, all.cluster->nodes);
    }
    if (tag == "LIST") {
        if (all.cluster == nullptr || std::exchange(all.listed, true)) return "lists without their cluster";
        detail::readListed(reader, all.cluster->listed);
        if (all.cluster->listed == detail::listedByContent(*all.cluster) && !reader.failed())
            return "a section that says nothing";
        all.cluster->seal.value = detail::sealWithListed(all.cluster->seal.value, *all.cluster);
    }
    if (tag == "FQTA") {
        if (!all.hasFleet || !all.fleet.federatedQuotas.empty()) return "quotas without their fleet";
        detail::readFederatedQuotas(reader, all.fleet.federatedQuotas);
        if (all.fleet.federatedQuotas.empty() && !reader.failed()) return "a section that says nothing";
        all.fleetSeal = detail::sealWith(all.fleetSeal, all.fleet.federatedQuotas);
    }
    if (tag == "PVCS") {
        if (!all.hasFleet || !all.fleet.claims.empty()) return "claims without their fleet";
        detail::readFleetClaims(reader, all.fleet.claims);
        if (all.fleet.claims.empty() && !reader.failed()) return "a section that says nothing";
        all.fleetSeal = detail::sealWithClaims(all.fleetSeal, all.fleet.claims);
    }
    if (tag == "RPRT") detail::readReported(reader, all.fleet.reported);
    if (tag == "NAMS") {
        if (!all.fleet.aliases.empty()) return "names of clusters twice";
        detail::readAliases(reader, all.fleet.aliases);
    }
    position += reader.position();
    return reader.fault();
}

} // namespace

std::string detail::sectionsOf(const Fleet& fleet)
{
    std::string raw;
    {
        Writer writer;
        writeFleet(writer, fleet);
        section(raw, "FLET", writer.out);
    }
    if (!fleet.federatedQuotas.empty()) {
        Writer writer;
        writeFederatedQuotas(writer, fleet.federatedQuotas);
        section(raw, "FQTA", writer.out);
    }
    if (!fleet.claims.empty()) {
        Writer writer;
        writeFleetClaims(writer, fleet.claims);
        section(raw, "PVCS", writer.out);
    }
    for (const ClusterPtr& cluster : fleet.clusters) {
        Writer writer;
        writeCluster(writer, *cluster);
        section(raw, "CLUS", writer.out);
        if (cluster->admission != Admission{}) {
            Writer behind;
            writeAdmission(behind, cluster->admission);
            section(raw, "ADMT", behind.out);
        }
        if (!cluster->nodes.readySince.empty()) {
            Writer behind;
            writeReadySince(behind, cluster->nodes);
            section(raw, "SNCE", behind.out);
        }
        if (cluster->listed == listedByContent(*cluster)) continue;
        Writer behind;
        writeListed(behind, *cluster);
        section(raw, "LIST", behind.out);
    }
    if (fleet.reported != Reported{}) {
        Writer writer;
        writeReported(writer, fleet.reported);
        section(raw, "RPRT", writer.out);
    }
    if (!fleet.aliases.empty()) {
        Writer writer;
        writeAliases(writer, fleet.aliases);
        section(raw, "NAMS", writer.out);
    }
    section(raw, "END.", {});
    return raw;
}

Result<FleetPtr> detail::fleetOf(std::string_view raw, const std::string& where)
{
    constexpr std::size_t tagAndLength = 12;
    Sections all;
    std::size_t position = 0;
    while (!all.ended) {
        const std::string_view rest = raw.substr(position);
        if (rest.size() < tagAndLength || at<std::uint64_t>(rest, 4) > rest.size() - tagAndLength)
            return damaged(where, position, "a section ends beyond its end");
        const auto length = static_cast<std::size_t>(at<std::uint64_t>(rest, 4));
        std::size_t inside = position + tagAndLength;
        const std::string fault = readSection(rest.substr(0, 4), rest.substr(tagAndLength, length), all, inside);
        if (!fault.empty()) return damaged(where, inside, fault);
        position += tagAndLength + length;
    }
    if (position != raw.size()) return damaged(where, position, "something follows its last section");
    if (!all.hasFleet) return damaged(where, 0, "it holds no fleet");
    all.fleet.digest = digestOf(all.fleetSeal, all.fleet.clusters);
    return std::make_shared<const Fleet>(std::move(all.fleet));
}

std::string detail::wrapped(std::string_view raw)
{
    std::string frame(ZSTD_compressBound(raw.size()), '\0');
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1);
    const std::size_t size = ZSTD_compress2(context, frame.data(), frame.size(), raw.data(), raw.size());
    ZSTD_freeCCtx(context);
    frame.resize(ZSTD_isError(size) != 0U ? 0 : size); // cannot fail with a buffer of compressBound

    std::string out(magic);
    append(out, major);
    append(out, minor);
    append(out, std::uint32_t{0});
    append(out, static_cast<std::uint64_t>(raw.size()));
    append(out, static_cast<std::uint64_t>(frame.size()));
    append(out, checksumOf(frame));
    append(out, std::uint64_t{0});
    append(out, checksumOf(out));
    return out + frame;
}

std::string pack(const Fleet& fleet)
{
    return detail::wrapped(detail::sectionsOf(fleet));
}

Result<FleetPtr> unpack(std::string_view bytes, const std::string& where)
{
    const Result<Header> header = readHeader(bytes, where);
    if (!header) return tl::unexpected(header.error());
    const Result<std::string> raw = decompress(*header, where);
    if (!raw) return tl::unexpected(raw.error());
    return detail::fleetOf(*raw, where);
}

} // namespace core::snapshot
