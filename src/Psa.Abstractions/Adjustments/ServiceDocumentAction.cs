namespace Psa.Adjustments;

/// <summary>What can happen to a service document.</summary>
internal enum ServiceDocumentAction
{
    /// <summary>Let it count.</summary>
    Issue = 0,

    /// <summary>Let it count no more.</summary>
    Cancel = 1,
}
