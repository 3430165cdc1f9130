#pragma once

#include "ui/screens/screen.h"
#include "ui/session/connection_book.h"
#include "ui/widgets/message_bar.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace ui {

class Actions;
class FairColumns;
class Session;
class StatePanel;
struct ConnectionRow;

namespace connections {

class ConnectionsModel;
class DetailModel;

/// The saved connections: whether each works, stage by stage, what it may be used for, and the way to open its fleet.
class ConnectionsScreen final : public Screen {
    Q_OBJECT
public:
    ConnectionsScreen(Session& session, ConnectionBook& book, Actions& actions, QWidget* parent = nullptr);

    [[nodiscard]] QWidget* details() override { return m_detailView; }
    [[nodiscard]] QList<QWidget*> panes() override;

    /// Opens its fleet; asks for what it needs first, in the message bar.
    void open(const QString& name);
    void select(const QString& name);
    void import(const QStringList& paths);
    [[nodiscard]] MessageBar& message() { return *m_message; }

signals:
    /// It is being opened: the frame goes where the fleet is shown.
    void opened();

private:
    void openBy(const QString& name, ConnectionBook::Way way);
    QWidget* buildEdit();
    void registerActions(Actions& actions);
    void fill();
    void showRows();
    void noteReached();
    void tellOpen(ConnectionRow& row) const;
    void choose();
    void fillFleets(const ConnectionRow& row);
    void save();
    void remove();
    [[nodiscard]] const ConnectionRow* current() const;
    /// Where it could not be opened.
    [[nodiscard]] std::vector<MessageBar::Action> nextSteps(const QString& name);

    Session& m_session;
    ConnectionBook& m_book;
    MessageBar* m_message;
    QStackedWidget* m_pages;
    StatePanel* m_empty;
    ConnectionsModel* m_model;
    QTreeView* m_view;
    FairColumns* m_columns;
    DetailModel* m_detailModel;
    QTreeView* m_detailView;
    QList<QAction*> m_needRow; ///< what is done with a connection
    QWidget* m_edit = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_class = nullptr;
    QCheckBox* m_readOnly = nullptr;
    QComboBox* m_memberOf = nullptr;
    QLineEdit* m_cluster = nullptr;
    QString m_wanted; ///< to be selected once it is there
    bool m_filling = false;
    quint64 m_opening = 0; ///< the newest wins
};

} // namespace connections
} // namespace ui
