#pragma once

#include <string>
#include <vector>

#include "core/preview/preview.h"

/// What can be said of manifests only beside each other and beside the fleet: names that are not there, selectors that
/// select nothing. What one object says of itself, its reader in the model checks. Detail of this room.
namespace core::preview {

template <class T>
struct Handed {
    T value;
    Json object;
    std::string path; ///< "/2/items/0"
};

struct HandedIn {
    std::vector<Handed<model::Workload>> workloads;
    std::vector<Handed<model::Policy>> policies;
    std::vector<Handed<model::OverridePolicy>> overrides;
    std::vector<Handed<model::Scaler>> scalers;
    struct Object {
        model::ObjectRef ref;
        model::Labels labels;
    };
    std::vector<Object> objects; ///< every object, those that are passed by too
};

void checkManifests(const HandedIn& handed, const snapshot::Fleet& fleet, model::Issues& issues);
/// Where no fleet is known: nothing is said of what it may have.
void checkAmongThemselves(const HandedIn& handed, model::Issues& issues);

[[nodiscard]] bool selectsWorkload(const model::Policy& policy, const model::Workload& workload);
[[nodiscard]] bool selectsObject(const model::OverridePolicy& policy, const model::ObjectRef& ref,
                                 const model::Labels& labels);

} // namespace core::preview
