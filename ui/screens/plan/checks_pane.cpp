#include "ui/screens/plan/checks_pane.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/screens/plan/check_model.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/widgets/fair_columns.h"
#include "ui/widgets/tables.h"

namespace ui::plan {
namespace {

QLabel* sentence(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ChecksPane::ChecksPane(QWidget* parent)
    : QWidget(parent)
    , m_model(new CheckModel(this))
    , m_view(makeView(m_model, QStringLiteral("plan-checks"), tr("Checks of the clusters"), false, this))
    , m_summary(sentence(this))
    , m_all(new QPushButton(this))
    , m_text(sentence(this))
    , m_evidence(sentence(this))
    , m_remedy(sentence(this))
    , m_fix(new QPlainTextEdit(this))
    , m_add(new QPushButton(tr("Add the fix to the plan"), this))
    , m_draft(new QPushButton(tr("Open the fix in the editor"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
    head->addWidget(m_summary, 1);
    head->addWidget(m_all);
    column->addLayout(head);
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setChildrenCollapsible(false);
    rows->addWidget(m_view);

    auto* area = new QScrollArea(rows);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(area);
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    inside->setSpacing(theme::space(2));
    m_text->setFont(theme::strong(font()));
    for (QLabel* label : {m_text, m_evidence, m_remedy}) inside->addWidget(label);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space(2));
    for (QPushButton* button : {m_add, m_draft}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    inside->addLayout(buttons);
    m_fix->setReadOnly(true);
    m_fix->setFont(theme::fixed());
    m_fix->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_fix->setAccessibleName(tr("Manifests that mend it"));
    m_fix->setTabChangesFocus(true);
    m_fix->setMinimumHeight(fontMetrics().height() * 6);
    inside->addWidget(m_fix, 1);
    area->setWidget(page);
    rows->addWidget(area);
    rows->setSizes({500, 400});
    column->addWidget(rows, 1);

    m_all->setAutoDefault(false);
    m_columns = new FairColumns(m_view, {CheckModel::What}); // the evidence is below, too
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChecksPane::showCheck);
    connect(m_all, &QPushButton::clicked, this, [this] { emit fixWanted(-1); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (const CheckRow* row = m_model->row(m_view->currentIndex())) emit fixWanted(row->number);
    });
    connect(m_draft, &QPushButton::clicked, this, [this] {
        if (const CheckRow* row = m_model->row(m_view->currentIndex())) emit draftWanted(row->check.fix);
    });
}

QWidget* ChecksPane::list() const
{
    return m_view;
}

void ChecksPane::show(const PlanView& plan, bool isChangeable)
{
    m_isChangeable = isChangeable;
    m_model->setRows(checkRows(plan));
    QStringList said{checksText(plan).text};
    said += plan.notChecked;
    m_summary->setText(said.join(QLatin1Char('\n')));
    const auto fixes = std::count_if(plan.checks.begin(), plan.checks.end(), [](const CheckView& check) {
        return check.canBeAdded && check.state != CheckView::State::Passes;
    });
    m_all->setVisible(fixes > 1);
    m_all->setEnabled(isChangeable);
    m_all->setText(tr("Add %n fix(es) to the plan", nullptr, static_cast<int>(fixes)));
    if (!plan.checks.empty()) m_columns->fit();
    if (!m_view->currentIndex().isValid()) m_view->setCurrentIndex(m_model->index(0, 0));
    showCheck();
}

void ChecksPane::showCheck()
{
    const CheckRow* row = m_model->row(m_view->currentIndex());
    const CheckView check = row == nullptr ? CheckView() : row->check;
    const auto set = [](QLabel* label, const QString& text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    set(m_text,
        check.cluster.isEmpty() ? check.text : tr("%1: %2", "cluster, what is checked").arg(check.cluster, check.text));
    set(m_evidence, check.evidence.isEmpty() ? QString() : tr("Evidence: %1").arg(check.evidence));
    set(m_remedy, check.remedy);
    m_fix->setPlainText(check.fix);
    m_fix->setVisible(!check.fix.isEmpty());
    m_add->setVisible(check.canBeAdded);
    m_add->setEnabled(m_isChangeable);
    m_draft->setVisible(!check.fix.isEmpty());
}

} // namespace ui::plan
