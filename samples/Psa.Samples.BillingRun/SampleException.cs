namespace Psa.Samples.BillingRun;

/// <summary>The input can't be used: a stable code, and a message that says the way out.</summary>
public sealed class SampleException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string Code { get; } = code;
}
