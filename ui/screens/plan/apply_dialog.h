#pragma once

#include <QDialog>

#include <utility>
#include <vector>

#include "ui/session/plan_view.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui::plan {

/// Whether a plan is asked about before it is applied: it deletes, or takes a field over by force.
[[nodiscard]] bool isAskedAbout(const PlanView& plan);

/// Asks before objects are deleted and fields are taken over; of a production connection, by the name of each object that goes. The
/// button says what it does, and is not the one that Enter takes.
class ApplyDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ApplyDialog(const PlanView& plan, QWidget* parent = nullptr);

private:
    void look();

    QLabel* m_why; ///< the button is off
    QPushButton* m_apply = nullptr;
    std::vector<std::pair<QLineEdit*, QString>> m_names; ///< with what has to stand there
};

} // namespace ui::plan
