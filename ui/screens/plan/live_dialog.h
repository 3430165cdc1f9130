#pragma once

#include <QDialog>

#include <vector>

#include "ui/session/plan_view.h"

class QComboBox;
class QLabel;
class QStackedWidget;

namespace ui {
class PlanDesk;
class StatePanel;
} // namespace ui

namespace ui::plan {

class ChangePane;

/// The objects of a text beside those that are there, to be read. Asks when it opens; closing it stops the asking.
class LiveDialog final : public QDialog {
    Q_OBJECT
public:
    LiveDialog(PlanDesk& desk, PlanText text, QWidget* parent = nullptr);

private:
    void ask();
    void receive(const PlanView& view);
    void fail(const QString& why);
    void choose();

    struct Row {
        QString object;
        StepView step;
        bool agrees = false; ///< there is no step
    };

    PlanDesk& m_desk;
    PlanText m_text;
    std::vector<Row> m_rows;
    QString m_agreeing; ///< what is said of those that agree
    QStackedWidget* m_pages;
    StatePanel* m_state;
    QLabel* m_head;
    QComboBox* m_objects;
    QLabel* m_said;
    ChangePane* m_change;
};

/// How the object of the text stands beside the one that is there.
[[nodiscard]] QString comparedText(const StepView& step);

} // namespace ui::plan
