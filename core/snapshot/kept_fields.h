#pragma once

#include <string_view>

/// Of manifests, the fields whose texts a snapshot keeps: an allow list, so that a field that nobody thought of stays outside.
/// Detail of this room.
namespace core::snapshot::detail {

/// A place in a manifest. Where a list may stand, its items are at the same place.
enum class Kept {
    Nothing, ///< no text; numbers and switches. Pod templates below are found all the same.
    Blank,   ///< nothing at all: values of Secrets and ConfigMaps
    All,     ///< whatever is there and below
    // of a workload
    Workload,  ///< of a kind that is known by name
    Other,     ///< of any other kind
    Spec,      ///< of a kind that is known by name
    OtherSpec, ///< of any other kind
    Strategy,
    Roles, ///< groups by their names
    Group,
    SparkRole,
    // of a pod template
    Template,
    Metadata,
    Notes, ///< annotations
    PodSpec,
    Container,
    Words,     ///< command, args
    Variables, ///< env
    EnvFrom,
    Named, ///< what names another object
    Mount,
    Probe, ///< and hooks of the lifecycle
    Call,  ///< what a probe asks
    Volume,
    VolumeSource,
    Projected,
    Downward,
    Ephemeral,
    Claim,
    ClaimSpec,
};

[[nodiscard]] Kept keptBelow(Kept place, std::string_view key);
/// @param pointer  a JSON Pointer, as JSON Patch writes it ("/spec/template/spec/containers/-")
[[nodiscard]] Kept keptAt(Kept place, std::string_view pointer);

} // namespace core::snapshot::detail
