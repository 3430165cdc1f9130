#include "ui/screens/editor/explain_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/models/tree_memory.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tables.h"

namespace ui::editor {

ExplainPanel::ExplainPanel(QWidget* parent)
    : QWidget(parent)
    , m_subject(new ElidedLabel(this))
    , m_model(new ReasonModel(this))
    , m_tree(makeView(m_model, QStringLiteral("reasoning"), tr("Reasoning"), true, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space(1));
    m_subject->setFont(theme::strong(font()));
    m_subject->setContentsMargins(theme::space(2), 0, theme::space(2), 0);
    column->addWidget(m_subject);
    m_tree->setHeaderHidden(true);
    wrapRows(*m_tree);
    new TreeMemory(m_tree, ReasonModel::IdRole, 2); // the view owns it
    column->addWidget(m_tree, 1);
    auto* copy = new QAction(tr("Copy the whole reasoning"), m_tree);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(reasonTree(m_reason)); });
    m_tree->addAction(copy);
}

void ExplainPanel::explain(const QString& subject, const core::preview::Reason* reason)
{
    m_subject->setWhole(reason ? subject : tr("Nothing to explain yet"));
    m_reason = reason ? *reason : core::preview::Reason{};
    m_model->setRows(reason ? reasonRows(*reason) : std::vector<ReasonRow>{});
}

} // namespace ui::editor
