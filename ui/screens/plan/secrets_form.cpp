#include "ui/screens/plan/secrets_form.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::plan {

SecretsForm::SecretsForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_make(new QPushButton(tr("&Make the plan"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space(4), theme::space(4), theme::space(4), theme::space(4));
    column->setSpacing(theme::space(2));
    auto* said =
        new QLabel(tr("The texts do not hold these values. Where are they to be had? A plan keeps where, and no "
                      "value; it is read again when the plan is applied."),
                   this);
    said->setWordWrap(true);
    column->addWidget(said);
    column->addLayout(m_form);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    buttons->addWidget(m_make);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
    connect(m_make, &QPushButton::clicked, this, &SecretsForm::answer);
    connect(cancel, &QPushButton::clicked, this, &SecretsForm::cancelled);
}

void SecretsForm::show(const std::vector<SecretAsk>& asks)
{
    const bool isSame = std::equal(asks.begin(), asks.end(), m_rows.begin(), m_rows.end(),
                                   [](const SecretAsk& ask, const Row& row) { return ask == row.ask; });
    if (isSame) return; // what is being typed stays
    while (m_form->rowCount() > 0) m_form->removeRow(0);
    m_rows.clear();
    for (const SecretAsk& ask : asks) addRow(ask);
    look();
    if (!m_rows.empty()) m_rows.front().name->setFocus();
}

void SecretsForm::addRow(const SecretAsk& ask)
{
    const QString of = tr("%1 of Secret %2", "key, secret").arg(ask.key, ask.secret);
    auto* inside = new QWidget(this);
    auto* row = new QHBoxLayout(inside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space(2));
    auto* from = new QComboBox(inside);
    from->addItem(tr("Environment variable"), static_cast<int>(SecretAsk::From::Environment));
    from->addItem(tr("File"), static_cast<int>(SecretAsk::From::File));
    from->setCurrentIndex(from->findData(static_cast<int>(ask.from)));
    from->setAccessibleName(tr("%1: where from", "key of a secret").arg(of));
    auto* name = new QLineEdit(ask.name, inside);
    name->setAccessibleName(tr("%1: the variable, or the file", "key of a secret").arg(of));
    auto* choose = new QPushButton(tr("Choose\u2026"), inside);
    choose->setAccessibleName(tr("%1: choose a file", "key of a secret").arg(of));
    const auto fit = [from, name, choose] {
        const bool isFile = from->currentData().toInt() == static_cast<int>(SecretAsk::From::File);
        choose->setVisible(isFile);
        name->setPlaceholderText(isFile ? tr("The file whose whole content is the value") : tr("The variable's name"));
    };
    connect(from, &QComboBox::currentIndexChanged, inside, fit);
    connect(name, &QLineEdit::textChanged, this, &SecretsForm::look);
    connect(name, &QLineEdit::returnPressed, this, &SecretsForm::answer);
    connect(choose, &QPushButton::clicked, this, [this, name] {
        const QString path = QFileDialog::getOpenFileName(this, tr("The file of the value"), name->text());
        if (!path.isEmpty()) name->setText(path);
    });
    row->addWidget(from);
    row->addWidget(name, 1);
    row->addWidget(choose);
    fit();
    m_form->addRow(of, inside);
    m_rows.push_back({ask, from, name});
}

void SecretsForm::look()
{
    m_make->setEnabled(std::all_of(m_rows.begin(), m_rows.end(),
                                   [](const Row& row) { return !row.name->text().trimmed().isEmpty(); }));
}

void SecretsForm::answer()
{
    if (!m_make->isEnabled()) return;
    std::vector<SecretAsk> asks;
    for (const Row& row : m_rows) {
        asks.push_back(row.ask);
        asks.back().from = static_cast<SecretAsk::From>(row.from->currentData().toInt());
        asks.back().name = row.name->text().trimmed();
    }
    emit answered(asks);
}

} // namespace ui::plan
