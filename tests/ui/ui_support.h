#pragma once

#include <QByteArray>
#include <QString>

#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"
#include "ui/session/answer.h"

class QApplication;
class QWidget;

/// What the window's tests share: a preview made by hand, texts of a workload and its policy, waiting without sleeping.
namespace test {

/// "2 of 4 fit": c-hz-01 one on a running node and one bought, c-sh-02 two short, c-bj-03 ruled out; three remedies, of
/// which two can be tried; a move, a rollout that cannot finish, scaled cases, a warning.
[[nodiscard]] core::preview::Preview handMade();

/// A Deployment "default/demo" of four replicas, with a comment that every edit has to keep.
[[nodiscard]] QString workloadText();
/// The PropagationPolicy "default/demo" over c-hz-01 and c-sh-02.
[[nodiscard]] QString policyText();

/// Two clusters without nodes, an elastic pool and a stock cell.
[[nodiscard]] core::snapshot::FleetPtr smallFleet();

/// The documents of both texts, read; sources "w" and "p"; previews: the one made by hand.
[[nodiscard]] ui::Answer handMadeAnswer();

/// As the program's main does before its first window: resources, texts, the light theme.
void dress(QApplication& application);

/// Every widget that can have the focus has a name for those who cannot see it; the names of those that have none.
[[nodiscard]] QStringList unnamed(const QWidget& window);

} // namespace test
