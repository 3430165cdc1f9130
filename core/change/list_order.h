#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

/// The order of lists whose elements have names; detail of this room. Old servers keep the order that there is, whatever a text says, and
/// add what is new behind it: what runs in another order than it is written is another change than the text's.
/// @source structured-merge-diff before 4.2.1, Kubernetes before 1.22: kubernetes#104641, #108708, #107565
namespace core::change {

/// A list whose order has an effect: init containers run, containers start one after the other, and a variable knows those before it.
struct ListOrder {
    std::string path;
    std::vector<std::string> text;   ///< names, as the text has them
    std::vector<std::string> before; ///< as the cluster has them
    std::vector<std::string> after;  ///< as it would have them
    /// Of those that the text names.
    [[nodiscard]] bool isKept() const; ///< the server does not bring about the text's order
    [[nodiscard]] bool moves() const;  ///< what is there already changes its order
};
/// Those where the text's order is not the one that there is, or not the one that comes of it.
[[nodiscard]] std::vector<ListOrder> ordersOf(const Json& said, const Json& live, const Json& result);

/// A sentence. @param changes  something else of the object does
[[nodiscard]] std::string orderText(const ListOrder& one, bool changes);

/// The object with the elements of its lists in the order that the other one has them in; what that one lacks comes last.
[[nodiscard]] Json inOrderOf(const Json& object, const Json& other);

} // namespace core::change
