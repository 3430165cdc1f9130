#include <algorithm>
#include <array>
#include <cstdlib>

#include <openssl/evp.h>

#include "core/base/shown.h"
#include "core/change/secrets.h"
#include "core/kube/files.h"
#include "core/kube/pem.h"
#include "core/text/yaml.h"

/// Where values of Secrets are had when a plan is applied, and how they are kept out of what servers say.
namespace core::change {
namespace {

constexpr int Rounds = 100'000;           ///< 50 ms on a computer of 2022
constexpr std::size_t SmallestSecret = 4; ///< bytes: what is shorter stands in every text

std::string hex(const unsigned char* bytes, std::size_t size)
{
    static constexpr std::string_view Digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += Digits[bytes[i] >> 4U];
        text += Digits[bytes[i] & 15U];
    }
    return text;
}

/// The part of a file of manifests that a pointer means, "/0/stringData/akId": as `data` holds it.
Result<Secret> partOf(const SecretRef& ref, const Secret& bytes)
{
    const text::File file = text::parse(bytes.reveal());
    const auto parts = text::pointerParts(ref.pointer);
    const auto missing = [&] {
        return failure(Fault::Malformed, "The file holds no value for the key " + shown(ref.key) + " any more.",
                       shown(ref.name));
    };
    if (!parts || parts->size() < 3) return missing();
    const std::size_t number = std::strtoul(parts->front().c_str(), nullptr, 10);
    if (!file.ok() || number >= file.documents.size()) return missing();
    const Json document = file.documents[number].value();
    const std::string inside = ref.pointer.substr(ref.pointer.find('/', 1));
    const Json::json_pointer place(inside);
    if (!document.contains(place)) return missing();
    if (!document.at(place).is_string())
        return failure(Fault::Malformed,
                       "The value of the key " + shown(ref.key) + " is not a text. Write it in quotes.",
                       shown(ref.name));
    const auto& value = document.at(place).get_ref<const std::string&>();
    const bool plain = inside.find("/stringData/") != std::string::npos;
    return Secret(plain ? kube::toBase64(value) : value);
}

std::string derived(const std::string& name, const Secret& bytes)
{
    const std::string salt = "berth secret source " + name;
    std::array<unsigned char, 32> out{};
    const std::string& value = bytes.reveal();
    PKCS5_PBKDF2_HMAC(value.data(), static_cast<int>(value.size()), reinterpret_cast<const unsigned char*>(salt.data()),
                      static_cast<int>(salt.size()), Rounds, EVP_sha256(), static_cast<int>(out.size()), out.data());
    return "pbkdf2-sha256:" + std::to_string(Rounds) + ":" + hex(out.data(), out.size());
}

} // namespace

std::string SecretRef::text() const
{
    switch (from) {
    case From::File: return "file " + shown(name);
    case From::Environment: return "environment " + shown(name);
    case From::Keychain: return "keychain " + shown(name);
    }
    return {};
}

Result<Secret> readSource(const SecretRef& ref)
{
    switch (ref.from) {
    case SecretRef::From::File: {
        auto bytes = kube::readFile(ref.name, kube::KubeconfigBytes);
        if (bytes) return Secret(std::move(*bytes));
        const bool isMissing = bytes.error().kind == kube::FileFault::Kind::Missing;
        std::string what = "The file with the secret value cannot be read: " + bytes.error().what + ".";
        if (isMissing && !ref.name.starts_with('/'))
            what += " It is named by the folder that the plan is made in, and was looked for in " +
                    shown(kube::currentFolder()) + ".";
        return failure(isMissing ? Fault::NotFound : Fault::Denied, std::move(what), shown(ref.name));
    }
    case SecretRef::From::Environment: {
        const char* value = std::getenv(ref.name.c_str());
        if (value != nullptr) return Secret(value);
        return failure(Fault::NotFound, "The environment variable with the secret value is not set.", shown(ref.name));
    }
    case SecretRef::From::Keychain: break;
    }
    return failure(Fault::Unsupported, "There is no keychain here: name a file or an environment variable.",
                   shown(ref.name));
}

Result<SecretReader::Known*> SecretReader::known(const SecretRef& ref)
{
    const auto [at, fresh] = m_known.try_emplace(ref.text());
    if (!fresh) return &at->second;
    Result<Secret> bytes = m_source(ref);
    if (!bytes) {
        m_known.erase(at);
        return tl::unexpected(bytes.error());
    }
    at->second.bytes = std::move(*bytes);
    return &at->second;
}

Result<std::string> SecretReader::digest(const SecretRef& ref)
{
    const Result<Known*> found = known(ref);
    if (!found) return tl::unexpected(found.error());
    Known& source = **found;
    if (source.digest.empty()) source.digest = derived(ref.name, source.bytes);
    return source.digest;
}

Result<Secret> SecretReader::value(const SecretRef& ref, bool checked)
{
    if (checked) {
        const Result<std::string> is = digest(ref);
        if (!is) return tl::unexpected(is.error());
        if (*is != ref.digest)
            return failure(Fault::Conflict,
                           "The secret value is not the one that was planned with. Make the plan again.", ref.text());
    }
    const Result<Known*> found = known(ref);
    if (!found) return tl::unexpected(found.error());
    if (ref.pointer.empty()) return Secret(kube::toBase64((*found)->bytes.reveal()));
    return partOf(ref, (*found)->bytes);
}

void Redactor::add(const Secret& value)
{
    const auto keep = [this](const std::string& text) {
        if (text.size() >= SmallestSecret) m_values.emplace_back(text);
    };
    const auto decoded = kube::fromBase64(value.reveal());
    keep(value.reveal());
    if (!decoded) return;
    keep(*decoded);
    keep(shown(*decoded, decoded->size()));
    std::string quoted = Json(*decoded).dump(-1, ' ', false, Json::error_handler_t::replace);
    keep(quoted.substr(1, quoted.size() - 2));
    std::ranges::stable_sort(m_values,
                             [](const Secret& a, const Secret& b) { return a.reveal().size() > b.reveal().size(); });
}

std::string Redactor::clean(std::string text) const
{
    for (const Secret& value : m_values)
        for (std::size_t at = text.find(value.reveal()); at != std::string::npos;
             at = text.find(value.reveal(), at + Mask.size()))
            text.replace(at, value.reveal().size(), Mask);
    return text;
}

} // namespace core::change
