#pragma once

#include <string>

#include "core/base/json.h"

namespace core::model {

/// By which a fleet's copy in a member tells itself: "label karmada.io/managed"; empty: nobody's fleet put it there. Marks that a
/// template carries, too (a policy's, or whether replicas are retained), are none.
/// @source karmada pkg/util/constants.go, pkg/apis/work/v1alpha1: what it sets on all that it distributes; ACK One is the same engine
[[nodiscard]] std::string fleetMark(const Json& object);

/// Whether what somebody owns, as metadata.managedFields has it (fieldsV1), has such a mark in it.
[[nodiscard]] bool hasFleetMark(const Json& fieldsV1);

} // namespace core::model
