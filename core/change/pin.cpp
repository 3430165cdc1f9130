#include "core/change/pin.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/model/object_ref.h"

namespace core::change {
namespace {

constexpr const char* Scheduling = "/spec/placement/replicaScheduling";

/// A text and the document of it that is edited, read anew after each edit.
class Edited {
public:
    explicit Edited(const text::Document& document)
        : m_text(document.text())
        , m_start(document.span().start.offset)
        , m_document(document)
    {}

    Result<void> set(const std::string& pointer, const Json& value)
    {
        if (m_document.value().contains(Json::json_pointer(pointer)) &&
            m_document.value().at(Json::json_pointer(pointer)) == value)
            return {};
        return take(text::setValue(m_document, pointer, value));
    }
    Result<void> remove(const std::string& pointer)
    {
        if (!m_document.value().contains(Json::json_pointer(pointer))) return {};
        return take(text::removeValue(m_document, pointer));
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
    std::size_t m_start;
    text::Document m_document;

    Result<void> take(const Result<text::Patches>& patches)
    {
        if (!patches) return tl::unexpected(patches.error());
        m_text = text::apply(m_text, *patches);
        const text::File file = text::parse(m_text);
        for (const text::Document& one : file.documents)
            if (one.span().start.offset == m_start) {
                m_document = one;
                return {};
            }
        return failure(Fault::Malformed, "The edited text cannot be read again.");
    }
};

} // namespace

Result<std::string> pinned(const text::Document& policy, const Division& division)
{
    if (!isOneOf(model::refOf(policy.value()).kind, {"PropagationPolicy", "ClusterPropagationPolicy"}))
        return failure(Fault::Malformed, "A division is pinned in a PropagationPolicy or a ClusterPropagationPolicy.");
    Json weights = Json::array();
    for (const auto& [cluster, replicas] : division)
        if (replicas > 0) weights.push_back({{"targetCluster", {{"clusterNames", {cluster}}}}, {"weight", replicas}});
    if (weights.empty()) return failure(Fault::Malformed, "The division gives no cluster a replica.");
    Edited edited(policy);
    const std::string scheduling = Scheduling;
    for (const auto& [name, value] :
         {std::pair("/replicaSchedulingType", "Divided"), std::pair("/replicaDivisionPreference", "Weighted")})
        if (auto set = edited.set(scheduling + name, value); !set) return tl::unexpected(set.error());
    const std::string preference = scheduling + "/weightPreference";
    if (auto gone = edited.remove(preference + "/dynamicWeight"); !gone) return tl::unexpected(gone.error());
    if (auto set = edited.set(preference + "/staticWeightList", weights); !set) return tl::unexpected(set.error());
    return edited.text();
}

} // namespace core::change
