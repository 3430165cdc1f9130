#include "ui/screens/plan/live_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

#include "ui/screens/plan/change_pane.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/state_panel.h"

namespace ui::plan {

LiveDialog::LiveDialog(PlanDesk& desk, PlanText text, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_text(std::move(text))
    , m_pages(new QStackedWidget(this))
    , m_state(new StatePanel(m_pages))
{
    setWindowTitle(tr("%1 and what is there", "name of a text").arg(m_text.name));
    auto* page = new QWidget(m_pages);
    m_head = new QLabel(page);
    m_objects = new QComboBox(page);
    m_said = new QLabel(page);
    m_change = new ChangePane(page);
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(theme::space(2));
    for (QLabel* label : {m_head, m_said}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_objects->setAccessibleName(tr("Objects of the text"));
    m_objects->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a long name widens no window
    m_objects->setMinimumContentsLength(24);
    inside->addWidget(m_head);
    inside->addWidget(m_objects);
    inside->addWidget(m_said);
    inside->addWidget(m_change, 1);
    inside->addStretch(); // where there is no change to show, the words stay at the top
    m_change->showTexts();
    m_pages->addWidget(m_state);
    m_pages->addWidget(page);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close")); // Qt's own words may not be there in the language
    auto* column = new QVBoxLayout(this);
    column->setSpacing(theme::space(2));
    column->addWidget(m_pages, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, &m_desk, &PlanDesk::stopComparing);
    connect(m_objects, &QComboBox::currentIndexChanged, this, &LiveDialog::choose);
    connect(&m_desk, &PlanDesk::compared, this, &LiveDialog::receive);
    connect(&m_desk, &PlanDesk::notCompared, this, &LiveDialog::fail);
    const int em = fontMetrics().height();
    resize(QSize(em * 56, em * 36).boundedTo(screen()->availableSize() * 9 / 10));
    ask();
}

void LiveDialog::ask()
{
    m_pages->setCurrentWidget(m_state);
    m_state->show(StatePanel::State::Loading, tr("The objects of %1 are being read.").arg(m_text.name),
                  tr("On %1; nothing is changed there.", "connection").arg(m_desk.way().connection));
    m_desk.compare(m_text);
}

void LiveDialog::fail(const QString& why)
{
    m_state->show(StatePanel::State::Failed, tr("It could not be compared."), why,
                  {{tr("Try again"), [this] { ask(); }}});
    m_pages->setCurrentWidget(m_state);
}

void LiveDialog::receive(const PlanView& view)
{
    m_rows.clear();
    for (const StepView& step : view.steps)
        if (step.kind != StepView::Kind::Managers) m_rows.push_back({step.object, step, false});
    for (const QString& object : view.unchanged) m_rows.push_back({object, {}, true});
    if (m_rows.empty()) return fail(view.notChecked.join(QLatin1Char('\n')));
    QStringList head{tr("Left what is on %1, right what the text would make of it. What the server keeps for itself is "
                        "left out; what the text does not say stays as it is.",
                        "connection")
                         .arg(view.connection)};
    head << view.notChecked;
    if (!view.beyond.isEmpty()) head << view.beyond;
    m_agreeing = view.beyond.isEmpty() ? tr("Text and cluster agree.") : tr("Nothing to apply.");
    m_head->setText(head.join(QLatin1Char('\n')));
    m_objects->clear();
    for (const Row& row : m_rows) {
        m_objects->addItem(theme::icon(row.agrees ? theme::Tone::Ok : theme::Tone::Attention), row.object);
        const int at = m_objects->count() - 1;
        const QString said = row.agrees ? m_agreeing : comparedText(row.step);
        for (const int role : {Qt::ToolTipRole, Qt::AccessibleTextRole})
            m_objects->setItemData(at, tr("%1: %2", "object, what differs").arg(row.object, said), role);
    }
    m_pages->setCurrentIndex(1);
    choose();
    m_objects->setFocus();
}

void LiveDialog::choose()
{
    const int at = m_objects->currentIndex();
    if (at < 0 || at >= static_cast<int>(m_rows.size())) return;
    const Row& row = m_rows[static_cast<std::size_t>(at)];
    m_objects->setToolTip(row.object);
    m_said->setText(row.agrees ? m_agreeing : comparedText(row.step));
    m_change->show(row.agrees ? nullptr : &row.step);
    m_change->setVisible(!row.agrees);
}

QString comparedText(const StepView& step)
{
    if (!step.refusal.isEmpty()) return step.refusal;
    switch (step.kind) {
    case StepView::Kind::Create:
        if (!step.lacksNamespace.isEmpty())
            return LiveDialog::tr("It is not there, and neither is its namespace %1: make that first, or put it into "
                                  "the text.")
                .arg(step.lacksNamespace);
        return LiveDialog::tr("It is not there: the text would create it.");
    case StepView::Kind::Unknown: return LiveDialog::tr("It could not be read, so what differs is not known.");
    default: break;
    }
    if (step.fields.empty()) return LiveDialog::tr("No value differs; who owns its fields would change.");
    return LiveDialog::tr("%n field(s) differ.", nullptr, static_cast<int>(step.fields.size()));
}

} // namespace ui::plan
