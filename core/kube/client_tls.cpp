#include "core/kube/client_tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/pem.h"
#include "core/model/age.h"

namespace core::kube {
namespace {

constexpr std::size_t MostNames = 8;
using Kept = std::shared_ptr<PeerFacts>;

/// The place of the facts in a context, which frees them with itself.
int place()
{
    static const int index = CRYPTO_get_ex_new_index(
        CRYPTO_EX_INDEX_SSL_CTX, 0, nullptr, nullptr, nullptr,
        [](void*, void* kept, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<Kept*>(kept); });
    return index;
}

std::string addressText(const ASN1_OCTET_STRING* address)
{
    const unsigned char* bytes = ASN1_STRING_get0_data(address);
    std::string text;
    if (ASN1_STRING_length(address) == 4) {
        for (int i = 0; i < 4; ++i) text += (i > 0 ? "." : "") + std::to_string(bytes[i]);
        return text;
    }
    static constexpr std::string_view Digits = "0123456789abcdef";
    for (int i = 0; i + 1 < ASN1_STRING_length(address); i += 2) {
        const unsigned group = static_cast<unsigned>(bytes[i]) << 8U | bytes[i + 1];
        if (i > 0) text += ':';
        bool begun = false;
        for (unsigned shift = 16; shift > 0;) {
            shift -= 4;
            const unsigned digit = group >> shift & 15U;
            begun = begun || digit != 0 || shift == 0;
            if (begun) text += Digits[digit];
        }
    }
    return text;
}

std::vector<std::string> namesOf(X509* certificate)
{
    std::vector<std::string> names;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> all(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        &GENERAL_NAMES_free);
    for (int i = 0; all && i < sk_GENERAL_NAME_num(all.get()) && names.size() < MostNames; ++i) {
        const GENERAL_NAME* one = sk_GENERAL_NAME_value(all.get(), i);
        if (one->type == GEN_DNS) {
            const auto* text = ASN1_STRING_get0_data(one->d.dNSName);
            names.push_back(shown(
                {reinterpret_cast<const char*>(text), static_cast<std::size_t>(ASN1_STRING_length(one->d.dNSName))}));
        } else if (one->type == GEN_IPADD) {
            names.push_back(addressText(one->d.iPAddress));
        }
    }
    return names;
}

std::optional<CertificateFacts> factsOf(X509* certificate)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), &BIO_free);
    if (!memory || PEM_write_bio_X509(memory.get(), certificate) != 1) return std::nullopt;
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return certificateFacts({data, static_cast<std::size_t>(size)});
}

/// Called for every certificate of the chain, from the authority down to the server's; what OpenSSL found stays as it is.
int note(int good, X509_STORE_CTX* store)
{
    const auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const auto* kept =
        ssl == nullptr ? nullptr : static_cast<Kept*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place()));
    X509* const certificate = X509_STORE_CTX_get_current_cert(store);
    if (kept == nullptr || certificate == nullptr) return good;
    PeerFacts& facts = **kept;
    const bool own = X509_STORE_CTX_get_error_depth(store) == 0;
    if (good == 0) facts.fault = X509_STORE_CTX_get_error(store);
    if (good != 0 && !own) return good;
    if (const auto dates = factsOf(certificate)) {
        facts.notBefore = dates->notBefore;
        facts.notAfter = dates->notAfter;
    }
    if (own) facts.names = namesOf(certificate);
    return good;
}

} // namespace

void notePeer(void* context, std::shared_ptr<PeerFacts> facts)
{
    auto* const ctx = static_cast<SSL_CTX*>(context);
    auto kept = std::make_unique<Kept>(std::move(facts));
    if (place() < 0 || SSL_CTX_set_ex_data(ctx, place(), kept.get()) != 1) return;
    (void)kept.release(); // the context's from here on
    SSL_CTX_set_verify(ctx, SSL_CTX_get_verify_mode(ctx), &note);
}

std::string certificateSentence(const PeerFacts& facts, const std::string& host, Time now)
{
    const auto clock = [&] { return "; the clock here says " + model::toText(now) + "."; };
    if (facts.fault == X509_V_ERR_CERT_HAS_EXPIRED && facts.notAfter)
        return "The server's certificate was valid until " + model::toText(*facts.notAfter) + clock();
    if (facts.fault == X509_V_ERR_CERT_NOT_YET_VALID && facts.notBefore)
        return "The server's certificate is valid from " + model::toText(*facts.notBefore) + " on" + clock();
    if (facts.fault != X509_V_OK)
        return "The server's certificate comes from an authority that the kubeconfig does not name. Fetch the "
               "kubeconfig anew if the cluster's authority was replaced.";
    return "The server's certificate is for " + (facts.names.empty() ? "no host" : joined(facts.names)) +
           ", and not for " + shown(host) + ". If it is the right server, write one of its names as `tls-server-name`.";
}

} // namespace core::kube
