#include "ui/screens/connections/import_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/screens/connections/models.h"
#include "ui/session/connection_book.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fair_columns.h"
#include "ui/widgets/tables.h"

namespace ui::connections {
namespace {

/// Skip, replace or keep both, as a list to choose from.
class KnownDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/, const QModelIndex& at) const override
    {
        const auto* model = qobject_cast<const ImportModel*>(at.model());
        const ImportRow* row = model == nullptr ? nullptr : model->row(at);
        if (row == nullptr) return nullptr;
        using core::live::IfKnown;
        auto* box = new QComboBox(parent);
        for (const IfKnown one : {IfKnown::Skip, IfKnown::Replace, IfKnown::KeepBoth})
            box->addItem(ifKnownText(one, row->known), static_cast<int>(one));
        box->setAccessibleName(ImportModel::tr("If known"));
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<KnownDelegate*>(this); // signals of Qt's delegates are not const
            emit self->commitData(box);
            emit self->closeEditor(box);
        });
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& at) const override
    {
        auto* box = qobject_cast<QComboBox*>(editor);
        if (box != nullptr) box->setCurrentIndex(box->findData(at.data(Qt::EditRole)));
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& at) const override
    {
        const auto* box = qobject_cast<QComboBox*>(editor);
        if (box != nullptr) model->setData(at, box->currentData(), Qt::EditRole);
    }
};

/// An address tells by its host and by its end.
class AddressDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace

ImportDialog::ImportDialog(ConnectionBook& book, const QStringList& paths, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_model(new ImportModel(this))
    , m_details(new QLabel(this))
    , m_faults(new QLabel(this))
    , m_programs(new QVBoxLayout)
    , m_class(new QComboBox(this))
    , m_readOnly(new QCheckBox(tr("&Read-only"), this))
{
    setWindowTitle(tr("Import connections"));
    auto* column = new QVBoxLayout(this);
    auto* from = new QHBoxLayout;
    from->setSpacing(theme::space(2));
    from->addWidget(new QLabel(tr("From"), this));
    auto* files = new QPushButton(tr("&Files\u2026"), this);
    auto* folder = new QPushButton(tr("F&older\u2026"), this);
    auto* paste = new QPushButton(tr("&Paste"), this);
    auto* kubectl = new QPushButton(tr("As &kubectl finds them"), this);
    for (QPushButton* button : {files, folder, paste, kubectl}) {
        button->setAutoDefault(false);
        from->addWidget(button);
    }
    from->addStretch(1);
    column->addLayout(from);
    connect(files, &QPushButton::clicked, this, [this] {
        const QStringList chosen = QFileDialog::getOpenFileNames(this, tr("Kubeconfigs"));
        if (!chosen.isEmpty()) read(chosen);
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("A folder of kubeconfigs"));
        if (!chosen.isEmpty()) read({chosen});
    });
    connect(paste, &QPushButton::clicked, this, &ImportDialog::paste);
    connect(kubectl, &QPushButton::clicked, this, [this] { read({}); });
    column->addWidget(buildPasted());

    m_view = makeView(m_model, QStringLiteral("import"), tr("Contexts to take over"), false, this);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::SelectedClicked);
    m_view->setItemDelegateForColumn(ImportModel::Known, new KnownDelegate(m_view));
    m_view->setItemDelegateForColumn(ImportModel::Server, new AddressDelegate(m_view));
    // What came of a context stands last: names and addresses leave it room, and are whole in the tip and below.
    m_columns = new FairColumns(m_view, {ImportModel::Context, ImportModel::Server, ImportModel::SignsIn,
                                         ImportModel::Name, ImportModel::Known});
    constexpr int address = 28;                    // https://, four figures, a port and a glyph
    m_columns->keep(ImportModel::Server, address); // by which a person decides
    connect(m_model, &QAbstractItemModel::dataChanged, m_view, [this] { m_columns->fit(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ImportDialog::describeRow);
    column->addWidget(m_view, 1);
    m_details->setObjectName(QStringLiteral("import-details"));
    for (QLabel* label : {m_details, m_faults}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    column->addLayout(m_programs);

    auto* how = new QHBoxLayout;
    how->setSpacing(theme::space(2));
    auto* label = new QLabel(tr("&Class"), this);
    label->setBuddy(m_class);
    fillClasses(*m_class);
    m_class->setAccessibleName(tr("Class"));
    m_readOnly->setToolTip(tr("Nothing can be changed through it, whatever the user may do"));
    how->addWidget(label);
    how->addWidget(m_class);
    how->addWidget(m_readOnly);
    how->addSpacing(theme::space(4));
    how->addWidget(new QLabel(tr("Store", "what an import keeps"), this));
    m_refer = new QRadioButton(tr("r&efer to the file"), this);
    m_copy = new QRadioButton(tr("a cop&y, with its credentials"), this);
    m_refer->setChecked(true);
    m_copy->setToolTip(
        tr("A file that you alone may read, beside the settings. What is renewed in the original does not "
           "come into it."));
    how->addWidget(m_refer);
    how->addWidget(m_copy);
    how->addStretch(1);
    column->addLayout(how);
    connect(m_copy, &QRadioButton::toggled, this, &ImportDialog::describe);
    connect(m_class, &QComboBox::currentIndexChanged, this, [this] {
        if (m_class->currentData().toInt() == static_cast<int>(core::settings::Class::Production))
            m_readOnly->setChecked(true); // until somebody says otherwise
    });

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel")); // Qt's word may not be there in the language
    m_test = buttons->addButton(tr("&Test selected"), QDialogButtonBox::ActionRole);
    m_test->setAutoDefault(false);
    m_test->setToolTip(tr("Reaches the servers of those that are ticked; nothing is saved"));
    connect(m_test, &QPushButton::clicked, this, &ImportDialog::test);
    m_import = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::take);
    column->addWidget(buttons);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ImportDialog::describe);
    const int em = fontMetrics().height();
    resize(QSize(em * 84, em * 26).boundedTo(screen()->availableSize() * 9 / 10));
    read(paths);
}

QWidget* ImportDialog::buildPasted()
{
    m_pasted = new QWidget(this);
    auto* column = new QVBoxLayout(m_pasted);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space(2));
    m_text = new QPlainTextEdit(m_pasted);
    m_text->setFont(theme::fixed());
    m_text->setPlaceholderText(tr("The text of a kubeconfig"));
    m_text->setAccessibleName(tr("The text of a kubeconfig"));
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().height() * 8);
    column->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::space(2));
    auto* label = new QLabel(tr("&Keep it in"), m_pasted);
    m_file = new QLineEdit(m_pasted);
    m_file->setPlaceholderText(tr("A file that you alone may read; it holds the credentials of the text"));
    m_file->setAccessibleName(tr("The file in which the text is kept"));
    label->setBuddy(m_file);
    auto* choose = new QPushButton(tr("&Choose\u2026"), m_pasted);
    choose->setAutoDefault(false);
    row->addWidget(label);
    row->addWidget(m_file, 1);
    row->addWidget(choose);
    column->addLayout(row);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ImportDialog::readText);
    connect(m_file, &QLineEdit::textChanged, this, &ImportDialog::describe);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getSaveFileName(this, tr("Keep the kubeconfig in"), m_file->text());
        if (!chosen.isEmpty()) m_file->setText(chosen);
    });
    m_pasted->hide();
    return m_pasted;
}

void ImportDialog::read(const QStringList& paths)
{
    m_pasted->hide();
    m_model->setRows({});
    m_faults->setText(tr("The kubeconfigs are being read."));
    describe();
    const quint64 number = ++m_reading;
    m_book.readOffer(paths, this, [this, number](const ImportOffer& offer) {
        if (number == m_reading) show(offer);
    });
}

/// What the clipboard holds, where that is a text; it can be changed, or typed.
void ImportDialog::paste()
{
    ++m_reading;
    m_pasted->show();
    m_text->setPlainText(QGuiApplication::clipboard()->text());
    readText();
    m_text->setFocus();
}

void ImportDialog::readText()
{
    if (m_pasted->isHidden()) return;
    ++m_reading;
    show(m_text->toPlainText().trimmed().isEmpty() ? ImportOffer()
                                                   : offerOfText(m_text->toPlainText(), m_book.settings()));
}

void ImportDialog::show(const ImportOffer& offer)
{
    m_model->setRows(offer.rows);
    m_columns->fit();
    int first = 0; // that is wrong
    while (first < m_model->rowCount() && offer.rows[static_cast<std::size_t>(first)].can) ++first;
    m_view->setCurrentIndex(m_model->index(first < m_model->rowCount() ? first : 0, 0));
    describeRow();
    QStringList faults = offer.faults;
    if (offer.rows.empty() && faults.isEmpty() && !m_pasted->isHidden())
        faults << tr("Paste the text of a kubeconfig.");
    else if (offer.rows.empty() && faults.isEmpty())
        faults << tr("There is no kubeconfig where kubectl looks (KUBECONFIG, ~/.kube/config). Choose a file.");
    m_faults->setText(faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!faults.isEmpty());

    while (QLayoutItem* item = m_programs->takeAt(0)) {
        if (QWidget* old = item->widget()) old->deleteLater();
        delete item;
    }
    m_allow.clear();
    m_digests.clear();
    m_files.clear();
    for (const ImportRow& row : offer.rows) {
        if (row.asksFor.isEmpty()) continue;
        auto* files = new QLabel(row.asksFor.join(QLatin1Char('\n')), this);
        files->setFont(theme::fixed());
        files->setTextFormat(Qt::PlainText);
        files->setWordWrap(true);
        files->setContentsMargins(theme::space(4), 0, 0, 0);
        auto* may = new QCheckBox(tr("Allow it to read them"), this);
        may->setAccessibleName(tr("Allow %1 to read its files", "context").arg(row.context));
        auto* head =
            new QLabel(tr("%1 would have Berth read these files; a token in them goes to %2:", "context, server")
                           .arg(row.context, row.server),
                       this);
        head->setTextFormat(Qt::PlainText);
        head->setWordWrap(true);
        m_programs->addWidget(head);
        m_programs->addWidget(files);
        m_programs->addWidget(may);
        m_files[row.context] = may;
    }
    for (const ImportRow& row : offer.rows) {
        if (!row.program || m_digests.contains(row.program->digest)) continue;
        auto* allow = new QCheckBox(tr("Allow %1", "a program").arg(row.program->file), this);
        allow->setChecked(row.program->allowed);
        auto* whole = new QLabel(row.program->commandLine, this);
        whole->setFont(theme::fixed());
        whole->setTextFormat(Qt::PlainText);
        whole->setWordWrap(true);
        whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
        whole->setContentsMargins(theme::space(4), 0, 0, 0);
        m_programs->addWidget(new QLabel(tr("To sign in, %1 runs this program:", "user").arg(row.program->user), this));
        m_programs->addWidget(whole);
        for (const QString& warning : row.program->warnings) {
            auto* said = new QLabel(warning, this);
            said->setWordWrap(true);
            m_programs->addWidget(said);
        }
        m_programs->addWidget(allow);
        m_allow << allow;
        m_digests << row.program->digest;
    }
    describe();
}

void ImportDialog::describeRow()
{
    const ImportRow* row = m_model->row(m_view->currentIndex());
    QStringList said;
    if (row != nullptr) {
        const QString server = m_model->index(m_view->currentIndex().row(), ImportModel::Server)
                                   .data(row->isInsecure ? Qt::AccessibleTextRole : Qt::DisplayRole)
                                   .toString();
        said << (server == QLatin1String("-") ? row->context
                                              : tr("%1: %2", "context, server").arg(row->context, server));
        said << row->result;
        if (!row->testWhy.isEmpty()) said << row->testWhy;
    }
    m_details->setText(said.join(QLatin1Char('\n')));
    m_details->setVisible(!said.isEmpty());
}

void ImportDialog::describe()
{
    describeRow();
    int count = 0;
    for (const ImportRow& row : m_model->rows()) count += row.can && row.wanted ? 1 : 0;
    m_import->setText(tr("Import %n connection(s)", nullptr, count));
    m_test->setEnabled(count > 0);
    m_file->setEnabled(!m_copy->isChecked());
    const bool hasPlace = m_pasted->isHidden() || m_copy->isChecked() || !m_file->text().trimmed().isEmpty();
    m_import->setEnabled(count > 0 && hasPlace && !m_isTaking);
    m_import->setToolTip(hasPlace ? QString() : tr("Say first in which file the text is to be kept."));
}

bool ImportDialog::isAllowed(const ImportRow& row) const
{
    const qsizetype at = row.program ? m_digests.indexOf(row.program->digest) : -1;
    return at >= 0 && m_allow[at]->isChecked();
}

bool ImportDialog::mayReadFiles(const ImportRow& row) const
{
    const QCheckBox* may = m_files.value(row.context);
    return may != nullptr && may->isChecked();
}

/// A program that is not allowed is not run: the test says so.
void ImportDialog::test()
{
    const std::vector<ImportRow> rows = m_model->rows();
    for (ImportRow row : rows) {
        if (!row.can || !row.wanted) continue;
        if (row.program) row.program->allowed = isAllowed(row);
        row.mayReadFiles = mayReadFiles(row);
        const QString kubeconfig = qt(row.saved.kubeconfig);
        m_model->setTest(kubeconfig, row.context, theme::Tone::Progress, tr("testing"), {});
        m_book.tryOut(row, this, [this, kubeconfig, number = m_reading](const ImportRow& tested) {
            if (number == m_reading)
                m_model->setTest(kubeconfig, tested.context, tested.testTone, tested.test, tested.testWhy);
        });
    }
}

void ImportDialog::take()
{
    std::vector<ImportRow> rows = m_model->rows();
    QStringList names;
    for (ImportRow& row : rows) {
        if (row.program) row.program->allowed = isAllowed(row);
        row.mayReadFiles = mayReadFiles(row);
        const bool replaces = !row.known.isEmpty() && row.ifKnown == core::live::IfKnown::Replace;
        if (row.can && row.wanted) names << (replaces ? row.known : row.name);
    }
    const ImportWish wish{static_cast<core::settings::Class>(m_class->currentData().toInt()), m_readOnly->isChecked(),
                          m_copy->isChecked()};
    m_isTaking = true;
    describe();
    const auto come = [this, names](const QString& fault) {
        m_isTaking = false;
        describe();
        if (fault.isEmpty()) {
            emit imported(names);
            return accept();
        }
        m_faults->setText(fault);
        m_faults->show();
    };
    if (m_pasted->isHidden())
        m_book.import(rows, wish, this, come);
    else
        m_book.importText(m_text->toPlainText(), QFileInfo(m_file->text().trimmed()).absoluteFilePath(), rows, wish,
                          this, come);
}

} // namespace ui::connections
