#include "ui/screens/connections/connections_screen.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/frame/actions.h"
#include "ui/screens/connections/import_dialog.h"
#include "ui/screens/connections/models.h"
#include "ui/session/connection_book.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/theme/icon.h"
#include "ui/widgets/fair_columns.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/tables.h"

namespace ui::connections {

ConnectionsScreen::ConnectionsScreen(Session& session, ConnectionBook& book, Actions& actions, QWidget* parent)
    : Screen(parent)
    , m_session(session)
    , m_book(book)
    , m_message(new MessageBar(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePanel(this))
    , m_model(new ConnectionsModel(this))
    , m_view(makeView(m_model, QStringLiteral("connections"), tr("Connections"), false, this))
    , m_detailModel(new DetailModel(this))
    , m_detailView(makeView(m_detailModel, QStringLiteral("connection"), tr("Connection"), false, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    registerActions(actions);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
    bar->setSpacing(theme::space(2));
    for (const char* id : {"connections.open", "connections.test", "connections.test-all", "connections.remove"}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(actions.get(QString::fromLatin1(id)));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    bar->addStretch(1);
    auto* import = new QToolButton(this);
    import->setDefaultAction(actions.get(QStringLiteral("file.import")));
    import->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    import->setFocusPolicy(Qt::StrongFocus);
    bar->addWidget(import);
    column->addLayout(bar);
    column->addWidget(m_message);

    auto* full = new QWidget(this);
    auto* inside = new QVBoxLayout(full);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_view, 1);
    inside->addWidget(buildEdit());
    m_pages->addWidget(m_empty);
    m_pages->addWidget(full);
    column->addWidget(m_pages, 1);
    m_empty->show(
        StatePanel::State::Empty, tr("No connection is saved yet."),
        tr("Kubeconfigs are read where they are, and never changed. Nothing is reached before you test or open "
           "a connection."),
        {{tr("Import connections\u2026"), [this] { emit importWanted({}); }},
         {tr("Open demo fleet"), [this] { emit openDemoWanted(); }}});

    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_columns = new FairColumns(m_view, {ConnectionsModel::Name, ConnectionsModel::Server});
    wrapRows(*m_detailView);
    connect(m_view, &QTreeView::activated, this, [this] {
        if (const ConnectionRow* row = current()) open(row->name);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ConnectionsScreen::choose);
    connect(&m_book, &ConnectionBook::changed, this, &ConnectionsScreen::fill);
    connect(&m_session, &Session::clustersChanged, this, [this] {
        noteReached();
        showRows();
    });
    connect(&m_session, &Session::fleetFailed, this, [this](const QString& name, const QString& what) {
        if (name != m_session.connection() || name.isEmpty()) return;
        m_book.noteOpening(name, what);
        if (!isVisible()) select(name); // who comes here for the details finds them
        m_message->say(theme::Tone::Error, tr("%1 is not reached; it is tried again. %2").arg(name, what),
                       nextSteps(name));
    });
    connect(&m_session, &Session::fleetChanged, this, [this] {
        noteReached();
        showRows();
        m_message->dismiss();
    });
    connect(&m_session, &Session::fleetUpdated, this, &ConnectionsScreen::noteReached);
    auto* ages = new QTimer(this); // they are told where they are painted
    ages->setInterval(10'000);
    connect(ages, &QTimer::timeout, m_view->viewport(), qOverload<>(&QWidget::update));
    ages->start();
    fill();
}

QWidget* ConnectionsScreen::buildEdit()
{
    m_edit = new QWidget(this);
    auto* row = new QHBoxLayout(m_edit);
    row->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    row->setSpacing(theme::space(2));
    m_name = new QLineEdit(m_edit);
    m_class = new QComboBox(m_edit);
    m_readOnly = new QCheckBox(tr("Read-&only"), m_edit);
    const auto label = [&](const QString& text, QWidget* buddy) {
        auto* made = new QLabel(text, m_edit);
        made->setBuddy(buddy);
        QString name = text;
        buddy->setAccessibleName(name.remove(QLatin1Char('&')));
        row->addWidget(made);
        row->addWidget(buddy);
    };
    label(tr("&Name"), m_name);
    label(tr("&Class"), m_class);
    row->addWidget(m_readOnly);
    m_memberOf = new QComboBox(m_edit);
    m_memberOf->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // whatever names there are
    m_memberOf->setMinimumContentsLength(14);
    m_memberOf->view()->setTextElideMode(Qt::ElideMiddle);
    m_cluster = new QLineEdit(m_edit);
    label(tr("Cluster o&f"), m_memberOf);
    label(tr("calle&d"), m_cluster);
    m_memberOf->setToolTip(tr("The fleet whose cluster this reaches, past the fleet's own way to it"));
    m_cluster->setToolTip(tr("The cluster's name in the fleet; empty: as the connection"));
    for (QLineEdit* field : {m_name, m_cluster}) {
        field->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
        row->setStretch(row->indexOf(field), 1);
    }
    row->addStretch(1);
    fillClasses(*m_class);
    m_readOnly->setToolTip(tr("Nothing can be changed through it, whatever the user may do"));
    connect(m_name, &QLineEdit::editingFinished, this, &ConnectionsScreen::save);
    connect(m_class, &QComboBox::activated, this, &ConnectionsScreen::save);
    connect(m_readOnly, &QCheckBox::clicked, this, &ConnectionsScreen::save);
    connect(m_memberOf, &QComboBox::activated, this, &ConnectionsScreen::save);
    connect(m_cluster, &QLineEdit::editingFinished, this, &ConnectionsScreen::save);
    return m_edit;
}

void ConnectionsScreen::registerActions(Actions& actions)
{
    const QString section = tr("Connections");
    const auto add = [&](const char* id, const QString& text, const char* icon, const QList<QKeySequence>& keys,
                         std::function<void()> run) {
        QAction* action = actions.add(QString::fromLatin1(id), section, text, keys, this, std::move(run));
        if (icon != nullptr) action->setIcon(theme::icon(QString::fromLatin1(icon)));
        m_needRow << action;
    };
    add("connections.open", tr("Open &live"), "document-open", {}, [this] {
        if (const ConnectionRow* row = current()) open(row->name);
    });
    add("connections.test", tr("&Test"), "view-refresh", {}, [this] {
        if (const ConnectionRow* row = current()) {
            m_book.test(row->name);
            emit detailsWanted();
        }
    });
    add("connections.test-all", tr("Test &all"), nullptr, {}, [this] {
        for (const ConnectionRow& row : m_book.rows()) m_book.test(row.name);
    });
    add("connections.remove", tr("&Remove"), nullptr, {}, [this] { remove(); });
}

QList<QWidget*> ConnectionsScreen::panes()
{
    return {m_pages->currentIndex() == 0 ? static_cast<QWidget*>(m_empty) : m_view};
}

const ConnectionRow* ConnectionsScreen::current() const
{
    return m_model->row(m_view->currentIndex());
}

void ConnectionsScreen::select(const QString& name)
{
    m_wanted = name;
    for (std::size_t i = 0; i < m_model->rows().size(); ++i)
        if (m_model->rows()[i].name == name) {
            m_view->setCurrentIndex(m_model->index(static_cast<int>(i), 0));
            m_wanted.clear();
        }
}

/// The control plane stands first, or the only cluster. Of one that is not reached yet, or no longer, nothing is known.
void ConnectionsScreen::noteReached()
{
    if (!m_session.isLive() || m_session.clusters().empty()) return;
    const ClusterState& first = m_session.clusters().front();
    if (first.tone != theme::Tone::Error && !first.parts.empty()) m_book.noteOpening(m_session.connection(), {});
}

/// Of the one that is open: how it stands now, unless a test told more.
void ConnectionsScreen::tellOpen(ConnectionRow& row) const
{
    if (!m_session.isLive() || row.name != m_session.connection() || m_session.clusters().empty()) return;
    const ClusterState& first = m_session.clusters().front();
    if (!row.stages.empty() && first.tone != theme::Tone::Error) return;
    row.tone = first.tone;
    row.state = first.state;
    row.asOf.reset();
    if (!first.why.isEmpty()) row.why = first.why;
}

void ConnectionsScreen::fill()
{
    showRows();
    if (!m_book.faults().isEmpty()) m_message->say(theme::Tone::Attention, m_book.faults().join(QLatin1Char('\n')));
}

void ConnectionsScreen::showRows()
{
    const QString before = current() != nullptr ? current()->name : m_wanted;
    std::vector<ConnectionRow> rows = m_book.rows();
    for (ConnectionRow& row : rows) {
        tellOpen(row);
        if (!m_book.isTesting(row.name)) continue;
        row.tone = theme::Tone::Progress;
        row.state = tr("testing");
        row.asOf.reset();
    }
    m_filling = true;
    m_model->setRows(std::move(rows));
    m_pages->setCurrentIndex(m_model->rows().empty() ? 0 : 1);
    m_columns->fit();
    if (!m_wanted.isEmpty()) select(m_wanted);
    if (!m_view->currentIndex().isValid() && !before.isEmpty()) select(before);
    if (!m_view->currentIndex().isValid()) m_view->setCurrentIndex(m_model->index(0, 0));
    m_filling = false;
    choose();
}

void ConnectionsScreen::choose()
{
    const ConnectionRow* row = current();
    m_edit->setEnabled(row != nullptr);
    for (QAction* action : m_needRow) action->setEnabled(row != nullptr);
    if (row == nullptr) {
        m_detailModel->setRows({});
        return;
    }
    m_filling = true;
    if (!m_name->hasFocus() || !m_name->isModified()) m_name->setText(row->name);
    m_class->setCurrentIndex(m_class->findData(static_cast<int>(row->saved.of)));
    m_readOnly->setChecked(row->saved.readOnly);
    fillFleets(*row);
    m_filling = false;
    const bool isOpen = row->name == m_session.connection();
    m_detailModel->setRows(
        detailRows(*row, isOpen ? m_session.clusters() : std::vector<ClusterState>(), core::live::systemNow()));
    int widest = 0;
    for (const DetailRow& one : m_detailModel->rows())
        widest = std::max(widest, m_detailView->fontMetrics().horizontalAdvance(one.what));
    m_detailView->header()->resizeSection(0, widest + m_detailView->fontMetrics().height() + theme::space(4));
}

/// Fleets that it could be a cluster of: what stands for itself.
void ConnectionsScreen::fillFleets(const ConnectionRow& row)
{
    m_memberOf->clear();
    m_memberOf->addItem(QStringLiteral("-"), QString());
    for (const ConnectionRow& one : m_book.rows())
        if (one.saved.memberOf.empty() && one.name != row.name) {
            m_memberOf->addItem(one.name, one.name);
            m_memberOf->setItemData(m_memberOf->count() - 1, one.name, Qt::ToolTipRole);
        }
    const QString of = qt(row.saved.memberOf);
    if (m_memberOf->findData(of) < 0) m_memberOf->addItem(of, of); // it is gone, or a cluster itself by now
    m_memberOf->setCurrentIndex(m_memberOf->findData(of));
    m_cluster->setEnabled(!of.isEmpty());
    if (!m_cluster->hasFocus() || !m_cluster->isModified()) m_cluster->setText(qt(row.saved.cluster));
}

void ConnectionsScreen::save()
{
    const ConnectionRow* row = current();
    if (row == nullptr || m_filling) return;
    core::settings::Connection changed = row->saved;
    changed.name = m_name->text().trimmed().toStdString();
    changed.of = static_cast<core::settings::Class>(m_class->currentData().toInt());
    changed.readOnly = m_readOnly->isChecked();
    changed.memberOf = m_memberOf->currentData().toString().toStdString();
    changed.cluster = changed.memberOf.empty() ? std::string() : m_cluster->text().trimmed().toStdString();
    m_cluster->setModified(false);
    if (changed == row->saved) return;
    const core::settings::Connection before = row->saved;
    m_name->setModified(false);
    m_wanted = qt(changed.name);
    if (const QString fault = m_book.put(changed, row->name); !fault.isEmpty()) {
        m_wanted.clear();
        m_name->setText(qt(before.name));
        m_message->say(theme::Tone::Error, fault);
        return;
    }
    m_message->say(theme::Tone::Ok, tr("%1 is changed.").arg(qt(changed.name)), {{tr("Undo"), [this, before, changed] {
                                                                                      m_wanted = qt(before.name);
                                                                                      m_book.put(before,
                                                                                                 qt(changed.name));
                                                                                      m_message->dismiss();
                                                                                  }}});
}

void ConnectionsScreen::remove()
{
    const ConnectionRow* row = current();
    if (row == nullptr) return;
    const QString name = row->name;
    QMessageBox box(QMessageBox::Warning, tr("Remove connection"), tr("Remove the connection %1?").arg(name),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("Its kubeconfig stays as it is. The ways to single clusters of this fleet go with it."));
    const QPushButton* yes = box.addButton(tr("Remove %1").arg(name), QMessageBox::DestructiveRole);
    QPushButton* no = box.addButton(tr("Keep it"), QMessageBox::RejectRole);
    box.setDefaultButton(no);
    box.setEscapeButton(no);
    box.exec();
    if (box.clickedButton() != yes) return;
    if (const QString fault = m_book.remove(name); !fault.isEmpty()) m_message->say(theme::Tone::Error, fault);
}

std::vector<MessageBar::Action> ConnectionsScreen::nextSteps(const QString& name)
{
    const auto details = [this, name] {
        select(name);
        emit detailsWanted();
    };
    return {{tr("Retry"), [this, name] { open(name); }}, {tr("Details"), details}};
}

void ConnectionsScreen::open(const QString& name)
{
    select(name);
    const quint64 number = ++m_opening;
    m_book.readWay(name, this, [this, name, number](ConnectionBook::Way way) {
        if (number == m_opening) openBy(name, std::move(way)); // of two that were opened the later one
    });
}

void ConnectionsScreen::openBy(const QString& name, ConnectionBook::Way way)
{
    if (!way.toAllow.empty()) {
        const ProgramAsk ask = way.toAllow.front();
        QString sentence = tr("To sign in, this program is run: %1").arg(ask.commandLine);
        if (!ask.warnings.isEmpty()) sentence += QLatin1Char('\n') + ask.warnings.join(QLatin1Char('\n'));
        m_message->say(theme::Tone::Attention, sentence, {{tr("Allow and open"), [this, ask, name] {
                                                               m_message->dismiss();
                                                               const QString fault = m_book.allow(ask);
                                                               if (fault.isEmpty())
                                                                   open(name);
                                                               else
                                                                   m_message->say(theme::Tone::Error, fault);
                                                           }}});
        return;
    }
    if (!way.options) {
        m_message->say(theme::Tone::Error, tr("%1 cannot be opened. %2").arg(name, way.why), nextSteps(name));
        return;
    }
    m_message->dismiss();
    m_session.openLive(name, std::move(*way.options));
    emit opened();
}

void ConnectionsScreen::import(const QStringList& paths)
{
    auto* dialog = new ImportDialog(m_book, paths, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const QStringList& names) {
        if (names.isEmpty()) return;
        m_wanted = names.front();
        m_message->say(theme::Tone::Ok, tr("%n connection(s) imported.", nullptr, static_cast<int>(names.size())),
                       {{tr("Test them"), [this, names] {
                             m_message->dismiss();
                             for (const QString& name : names) m_book.test(name);
                         }}});
    });
    dialog->open();
}

} // namespace ui::connections
