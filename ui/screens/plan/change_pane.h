#pragma once

#include <QWidget>

#include "ui/session/plan_view.h"

class QCheckBox;
class QTabWidget;
class QTreeView;

namespace ui {
class DiffPair;
class DiffText;
} // namespace ui

namespace ui::plan {

class FieldModel;

/// What a step changes: field by field, and as YAML.
class ChangePane final : public QWidget {
    Q_OBJECT
public:
    explicit ChangePane(QWidget* parent = nullptr);
    void show(const StepView* step); ///< none: nothing is selected
    [[nodiscard]] QWidget* fields() const;
    void showTexts(); ///< beside each other

private:
    void fill();

    QTabWidget* m_tabs;
    FieldModel* m_model;
    QTreeView* m_fields;
    QCheckBox* m_folded;
    DiffPair* m_pair;
    DiffText* m_unified;
    std::optional<StepView> m_step;
};

} // namespace ui::plan
