#include "core/kube/pem.h"

#include <algorithm>
#include <ctime>
#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include "core/base/ascii.h"

namespace core::kube {
namespace {

struct Free {
    void operator()(X509* p) const { X509_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytesOf(const std::string& text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

struct Block {
    std::string type;
    bool headers = false;
    std::string der;
};

std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return line;
}

constexpr std::string_view Begin = "-----BEGIN ";
constexpr std::string_view End = "-----END ";
constexpr std::string_view Dashes = "-----";

/// Moves `rest` behind the next line that begins a block; its type, or none at the end of the text.
std::optional<std::string> nextBegin(std::string_view& rest)
{
    while (!rest.empty()) {
        const std::string_view line = takeLine(rest);
        if (line.size() > Begin.size() + Dashes.size() && line.substr(0, Begin.size()) == Begin &&
            line.substr(line.size() - Dashes.size()) == Dashes)
            return std::string(line.substr(Begin.size(), line.size() - Begin.size() - Dashes.size()));
    }
    return std::nullopt;
}

/// What stands up to the END line of the type; none where that line is missing or the text is not base64.
std::optional<Block> readBlock(std::string type, std::string_view& rest)
{
    const std::string end = std::string(End) + type + std::string(Dashes);
    Block block{std::move(type), false, {}};
    std::string body;
    while (!rest.empty()) {
        const std::string_view line = takeLine(rest);
        if (line == end) {
            auto der = fromBase64(body);
            if (!der) return std::nullopt;
            block.der = std::move(*der);
            return block;
        }
        if (line.substr(0, Begin.size()) == Begin) return std::nullopt;
        if (body.empty() && line.find(':') != std::string_view::npos)
            block.headers = true;
        else
            body.append(line);
    }
    return std::nullopt;
}

std::vector<Block> blocksOf(std::string_view text)
{
    std::vector<Block> blocks;
    std::string_view rest = text;
    while (auto type = nextBegin(rest)) {
        std::string_view after = rest;
        auto block = readBlock(std::move(*type), after);
        if (!block) continue; // the search goes on behind the line that began it
        blocks.push_back(std::move(*block));
        rest = after;
    }
    return blocks;
}

Owned<X509> certificateFrom(const std::string& der)
{
    const unsigned char* at = bytesOf(der);
    Owned<X509> made(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (made && at != bytesOf(der) + der.size()) made.reset();
    return made;
}

bool isKey(const std::string& type)
{
    constexpr std::string_view Suffix = " PRIVATE KEY";
    return type == "PRIVATE KEY" ||
           (type.size() > Suffix.size() && type.compare(type.size() - Suffix.size(), Suffix.size(), Suffix) == 0);
}

Owned<EVP_PKEY> keyFrom(const std::string& der)
{
    const unsigned char* at = bytesOf(der);
    return Owned<EVP_PKEY>(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size())));
}

std::chrono::sys_seconds timeOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&parts)));
}

} // namespace

std::string sha256(std::string_view bytes)
{
    static constexpr std::string_view Digits = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    std::string out;
    for (const unsigned char byte : digest) {
        out += Digits[byte >> 4U];
        out += Digits[byte & 15U];
    }
    return out;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    std::string clean;
    clean.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(clean), [](char c) { return c != '\r' && c != '\n'; });
    if (clean.empty()) return clean;
    const auto good = [](char c) { return ascii::isAlnum(c) || c == '+' || c == '/'; };
    const std::size_t padding = clean.back() != '=' ? 0 : clean.size() > 1 && clean[clean.size() - 2] == '=' ? 2 : 1;
    if (clean.size() % 4 != 0 || !std::all_of(clean.begin(), clean.end() - static_cast<std::ptrdiff_t>(padding), good))
        return std::nullopt;
    std::string out(clean.size() / 4 * 3, '\0');
    const int size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytesOf(clean), static_cast<int>(clean.size()));
    if (size < 0) return std::nullopt;
    out.resize(static_cast<std::size_t>(size) - padding);
    return out;
}

std::string toBase64(std::string_view bytes)
{
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::size_t pemBlocks(std::string_view text)
{
    return blocksOf(text).size();
}

CaFault judgeCa(std::string_view text)
{
    const std::vector<Block> blocks = blocksOf(text);
    if (blocks.empty()) return CaFault::NoPem;
    CaFault fault = CaFault::NoCertificate;
    for (const Block& block : blocks) {
        if (block.type != "CERTIFICATE" || block.headers) continue;
        if (certificateFrom(block.der)) return CaFault::None;
        fault = CaFault::BadCertificate;
    }
    return fault;
}

PairFault judgePair(std::string_view certificate, const Secret& key)
{
    const std::vector<Block> certificates = blocksOf(certificate);
    const auto leaf = std::find_if(certificates.begin(), certificates.end(),
                                   [](const Block& block) { return block.type == "CERTIFICATE"; });
    if (leaf == certificates.end()) return PairFault::Certificate;
    const std::vector<Block> keys = blocksOf(key.reveal());
    const auto own = std::find_if(keys.begin(), keys.end(), [](const Block& block) { return isKey(block.type); });
    if (own == keys.end()) return PairFault::Key;
    const auto x509 = certificateFrom(leaf->der);
    if (!x509) return PairFault::Certificate;
    const auto pkey = own->headers ? Owned<EVP_PKEY>() : keyFrom(own->der); // headers: it is encrypted
    if (!pkey) return PairFault::Key;
    EVP_PKEY* const shown = X509_get0_pubkey(x509.get());
    if (!shown) return PairFault::Certificate;
    return EVP_PKEY_eq(shown, pkey.get()) == 1 ? PairFault::None : PairFault::Mismatch;
}

std::optional<CertificateFacts> certificateFacts(std::string_view text)
{
    for (const Block& block : blocksOf(text)) {
        if (block.type != "CERTIFICATE") continue;
        const auto x509 = certificateFrom(block.der);
        if (!x509) continue;
        const Owned<BIO> memory(BIO_new(BIO_s_mem()));
        X509_NAME_print_ex(memory.get(), X509_get_subject_name(x509.get()), 0, XN_FLAG_RFC2253);
        char* data = nullptr;
        const long size = BIO_get_mem_data(memory.get(), &data);
        return CertificateFacts{std::string(data, static_cast<std::size_t>(size)),
                                timeOf(X509_get0_notBefore(x509.get())), timeOf(X509_get0_notAfter(x509.get()))};
    }
    return std::nullopt;
}

} // namespace core::kube
