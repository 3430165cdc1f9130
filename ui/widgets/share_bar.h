#pragma once

#include <QString>
#include <QVector>
#include <QWidget>

namespace ui {

/// Who gets how many replicas, in one strip: one segment a cluster, on running nodes solid, on nodes bought for this
/// hatched, short of a node outlined in the colour of errors, not sure of one outlined with dashes. A legend with the figures stands below; the figures are
/// also the widget's accessible description, and each segment's tooltip.
class ShareBar final : public QWidget {
    Q_OBJECT
public:
    struct Segment {
        QString name;   ///< as it is shown
        int colour = 0; ///< index of theme::series
        qint64 running = 0;
        qint64 bought = 0;
        qint64 shortOf = 0;
        qint64 unsure = 0; ///< besides the others: a node for these is not promised
        QString id{};      ///< that activated() tells; empty: the name
        [[nodiscard]] const QString& key() const { return id.isEmpty() ? name : id; }
        [[nodiscard]] qint64 total() const { return running + bought + unsure + shortOf; }
        bool operator==(const Segment&) const = default;
    };

    explicit ShareBar(QWidget* parent = nullptr);

    /// Segments without replicas are left out.
    void setSegments(QVector<Segment> segments);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void activated(const QString& id);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Box {
        QRect bar;
        QRect legend; ///< empty where there was no room
    };
    [[nodiscard]] QVector<Box> layout(int* hidden) const;
    [[nodiscard]] int at(const QPoint& where) const;
    [[nodiscard]] static QString words(const Segment& segment);
    [[nodiscard]] int barHeight() const;

    QVector<Segment> m_segments;
    int m_current = -1;
};

} // namespace ui
