#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/secret.h"

/// Secret values: where in an object they stand, how everything that is written is kept free of them, and where they come from when a
/// change needs them. Plans and the journal hold what `masked` returns; a plan says where a value is to be had, and its digest.
namespace core::change {

/// Stands for a value. It is no base64: a server that were ever sent it refuses it.
inline constexpr std::string_view Mask = "(secret)";
using model::LastAppliedAnnotation;

/// What stands in the place of a value. @param isEncoded  in base64, as `data` has it
using InPlace = std::function<std::string(const Json& value, bool isEncoded)>;
/// With Mask in the place of every value of a Secret: of the object itself, of those in it (lists, Karmada's Work), of what an override
/// policy writes into Secrets, and of the record that `kubectl apply` keeps in an annotation. What stands under a name that no Secret
/// has is a value, too, and so is what a text holds whose kind is Secret but for a slip ("secret"). Other annotations of a Secret are
/// shown, but for records of whole objects and what repeats one of its values.
/// @param inPlace  of the values of `data` and `stringData`; none: Mask
[[nodiscard]] Json masked(const Json& document, const InPlace& inPlace = {});
/// Takes the record of `kubectl apply` out, as that tool does with its own before it applies; of a Secret, other tools' as well.
void dropRecord(Json& object);
/// Who owns which field of a Secret, with those who said `stringData` as owners of what became of it in `data`: a server records the name
/// that was said, and keeps the value under the other.
[[nodiscard]] Json ownedAsData(Json managedFields);
/// The annotations of a Secret that are not as they were once it is masked: those that tell a value. Records of `kubectl apply` aside.
/// @param secret  with its values
[[nodiscard]] std::vector<std::string> tellingAnnotations(const Json& secret);
/// Takes out the annotations that are masked, in whole or in part: their texts would be written as they stand. @return their keys
std::vector<std::string> dropMaskedAnnotations(Json& object);
/// Whether it is a Secret itself.
[[nodiscard]] bool isSecret(const Json& object);
/// An override policy that writes values into Secrets, or into whatever has such a place.
[[nodiscard]] bool overridesSecret(const Json& object);
/// A Secret that stands inside of another object: its values could not be had again at apply.
[[nodiscard]] bool holdsSecretInside(const Json& object);

/// Where the value of one key is to be had. The digest is that of the whole source (the file, the variable), slow to guess by.
struct SecretRef {
    enum class From { File, Environment, Keychain };
    std::string key; ///< of `data`
    From from = From::File;
    std::string name; ///< the file as it was named, the variable, the entry
    std::string
        pointer; ///< in the file: its document and place, "/0/stringData/akId"; empty: the whole file is the value
    std::string digest; ///< "pbkdf2-sha256:<iterations>:<hex>"; empty: not yet known
    bool operator==(const SecretRef&) const = default;

    [[nodiscard]] std::string text() const; ///< "file model-storage.yaml", "environment AK_ID"
};

/// The bytes of a source. @errors NotFound, Denied, TooLarge, Unsupported (no keychain here)
using SecretSource = std::function<Result<Secret>(const SecretRef&)>;
/// Files and the environment of this process.
[[nodiscard]] Result<Secret> readSource(const SecretRef& ref);

/// Reads each source once.
class SecretReader {
public:
    explicit SecretReader(SecretSource source)
        : m_source(std::move(source))
    {}
    /// PBKDF2 with the source's name as salt: the same source gives the same plan.
    /// @source NIST SP 800-132: as many rounds as are tolerable
    [[nodiscard]] Result<std::string> digest(const SecretRef& ref);
    /// The value as `data` holds it (base64).
    /// @param checked  the source has to be the one that the digest is of
    /// @errors those of the source; Conflict: another source than was planned with; Malformed: no such place in the file
    [[nodiscard]] Result<Secret> value(const SecretRef& ref, bool checked);

private:
    struct Known {
        Secret bytes;
        std::string digest; ///< once it was asked for
    };
    SecretSource m_source;
    std::map<std::string, Known> m_known; ///< by SecretRef::text()

    [[nodiscard]] Result<Known*> known(const SecretRef& ref);
};

/// Takes values out of texts that others wrote: what a server says of a Secret that it was sent.
class Redactor {
public:
    /// @param value  as `data` holds it; it is looked for decoded, too. Texts of fewer than four bytes are no secrets.
    void add(const Secret& value);
    [[nodiscard]] std::string clean(std::string text) const;

private:
    std::vector<Secret> m_values; ///< in every form that a text could show, the longest first
};

} // namespace core::change
