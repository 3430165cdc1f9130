#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/change/remake.h"
#include "core/object/apply.h"

/// Which fields of a step others own as well, and what is decided of each; detail of this room. The server is asked elsewhere
/// (core/change/remake.cpp).
namespace core::change {

/// What would come of it by the rules alone, without defaults and admission.
struct Worked {
    Json result;
    std::vector<object::Conflict> conflicts; ///< with those, the result is that of force
    std::optional<Refused> refused;
};

[[nodiscard]] Worked workedOut(const Json& live, const Json& managedFields, const Json& config);

/// Whether the server refuses for nothing but fields of others.
[[nodiscard]] bool isFieldConflict(const kube::ApiError& error);

/// Of one step that is being made.
class Deciding {
public:
    /// @param made  its text, conflicts and secrets follow what is decided
    Deciding(const Step& asked, const MakeOptions& options, Made& made)
        : m_asked(asked)
        , m_options(options)
        , m_made(made)
    {}

    [[nodiscard]] Worked work() const;
    /// Conflicts that a server does not see: others said `stringData`, and what Berth says is `data`.
    [[nodiscard]] std::vector<object::Conflict> unseen(const std::vector<object::Conflict>& worked) const;
    /// What the server names, and what is worked out here: a server of 1.20 leaves fields out where an element of a list conflicts too,
    /// and by force would take them like the rest. A list that it names besides an element of the same owners is no decision of its own.
    [[nodiscard]] static std::vector<object::Conflict> named(const kube::ApiError& error,
                                                             const std::vector<object::Conflict>& worked);
    /// What others wrote into something that goes: an element of a list, or a map, that the text says no longer. A server takes it along
    /// and names no conflict. @param known  conflicts that say so already
    [[nodiscard]] std::vector<object::Conflict> going(const std::vector<object::Conflict>& known) const;
    /// @param going  of those that no server names
    /// @return whether the text is another now
    bool decide(const std::vector<object::Conflict>& found, const std::vector<object::Conflict>& going);
    /// What has no other owner on record is no conflict for any server: the text would take its place without a word. Where it is to
    /// stay, it is left all the same. @return whether the text is another now; none: it is refused
    std::optional<bool> leave();

private:
    const Step& m_asked;
    const MakeOptions& m_options;
    Made& m_made;

    /// Who owns what when the text is applied; null where there is no object.
    [[nodiscard]] Json ownersNow() const;
    [[nodiscard]] Conflict::Choice choiceOf(const std::string& field) const;
    /// As the plan names it, which knows no `stringData`.
    [[nodiscard]] std::string fieldOf(const Decision& said) const;
    /// Puts a choice into the text. @return false where it cannot be done
    bool settle(const Conflict& conflict);
    /// Why it could not be: a sentence.
    [[nodiscard]] std::string whyNot(const Conflict& conflict) const;
    /// The same where theirs would go: the text says again what Berth had said of the element or map that it stands in.
    bool keep(const Conflict& conflict);
};

} // namespace core::change
