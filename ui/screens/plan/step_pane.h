#pragma once

#include <QScrollArea>

#include <map>
#include <vector>

#include "ui/session/plan_view.h"

class QButtonGroup;
class QVBoxLayout;

namespace ui::plan {

/// What has to be known of a step, and decided: what the server said, who else owns a field and says otherwise.
class StepPane final : public QScrollArea {
    Q_OBJECT
public:
    explicit StepPane(QWidget* parent = nullptr);

    /// @param step  none: nothing is selected
    void show(const StepView* step, bool isChangeable);

signals:
    /// Where the text says what the server complains of.
    void textWanted(const core::model::ObjectRef& what, const std::string& pointer);
    void decided(const QString& step, const QString& field, ui::FieldConflict::Way way);

private:
    void build(const StepView& step);
    void addRemark(QWidget* page, QVBoxLayout& column, const Remark& remark);
    void addConflict(QWidget* page, QVBoxLayout& column, const FieldConflict& conflict);

    QString m_step;
    std::optional<StepView> m_shown;
    std::map<QString, QButtonGroup*> m_ways; ///< by field
};

} // namespace ui::plan
