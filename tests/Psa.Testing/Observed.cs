using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Psa.Testing;

/// <summary>What an observer heard: activities of the library as they ended, and messages.</summary>
public sealed class Observed : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<Message> _messages = new();

    /// <summary>Listens to activities whose tag has a value: other tests run beside.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="value">Its value, or <see langword="null"/> for all activities.</param>
    public Observed(string tag, string? value)
    {
        _listener = new()
        {
            ShouldListenTo = static source => source.Name.StartsWith("Psa", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (value is null || Equals(activity.GetTagItem(tag), value))
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Activities => [.. _activities];

    public IReadOnlyList<Message> Messages => [.. _messages];

    /// <summary>Gives a logger that is heard.</summary>
    public ILogger<T> Logger<T>() => new Listener<T>(_messages);

    /// <summary>Gives the activities of a name, each by its tags.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<Activity> Of(string name) => [.. _activities.Where(activity => activity.OperationName == name)];

    public void Dispose() => _listener.Dispose();

    /// <summary>A message that was logged.</summary>
    /// <param name="Level">Its level.</param>
    /// <param name="Event">Its id.</param>
    /// <param name="Text">Its text.</param>
    /// <param name="Thrown">The exception that it is about, if any.</param>
    public sealed record Message(LogLevel Level, EventId Event, string Text, Exception? Thrown);

    private sealed class Listener<T>(ConcurrentQueue<Message> messages) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            messages.Enqueue(new(logLevel, eventId, formatter(state, exception), exception));
    }
}
