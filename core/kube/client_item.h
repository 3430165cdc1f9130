#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/model/value.h"

/// One object out of a list, a watch or a table, decoded.
namespace core::kube {

/// Which object it is; a text is empty where it is missing or none. @source metav1.ObjectMeta
struct ObjectHead {
    std::string_view apiVersion; ///< items of a list are often without, and have the list's
    std::string_view kind;
    std::string_view nameSpace;
    std::string_view name;
    std::string_view uid;
    std::string_view resourceVersion; ///< opaque
};

/// It, and every text of it, is there during the call that handed it out, and no longer.
class Item {
public:
    /// @param element of simdjson's DOM, an object (core/kube/client_decode.h)
    explicit Item(const void* element);
    [[nodiscard]] const ObjectHead& head() const { return m_head; }
    /// The whole, as a document of its own. Where little of it is wanted, core/kube reads the element instead.
    /// @param without paths of members that are left out: "metadata/managedFields"
    [[nodiscard]] Json document(std::span<const std::string_view> without = {}) const;
    /// The whole, for readers of core/model.
    [[nodiscard]] model::Value value() const { return model::Value::ofElement(m_element); }
    [[nodiscard]] const void* element() const { return m_element; }

private:
    const void* m_element;
    ObjectHead m_head;
};

} // namespace core::kube
